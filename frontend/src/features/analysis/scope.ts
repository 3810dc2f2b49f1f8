import type { AnalyzeRequest, Run, RunFilter } from '@/api/types'
import { choiceLabel, FIELD_LABEL } from '@/lib/choices'
import { plural } from '@/lib/format'
import { decodeIds } from '@/lib/id-list'

export const SCOPES = ['pending', 'filter', 'tickets'] as const
export type Scope = (typeof SCOPES)[number]

/** The API takes no more by name. */
export const MAX_PICKED = 10_000

/** What the address says that a run shall be about. */
export interface Selection {
  scope: Scope
  filter: RunFilter
  ids: readonly number[]
}

/** `filter` is read by whoever knows how the ticket list writes it. */
export function parseSelection(parameters: URLSearchParams, filter: RunFilter): Selection {
  const ids = decodeIds(parameters.get('tickets') ?? '', MAX_PICKED)
  const scope = SCOPES.find((known) => known === parameters.get('of')) ?? 'pending'
  const empty = scope === 'tickets' ? ids.length === 0 : scope === 'filter' && !isNarrowed(filter)
  return { scope: empty ? 'pending' : scope, filter, ids }
}

export function requestFor({ scope, filter, ids }: Selection): AnalyzeRequest {
  if (scope === 'filter') return { filter }
  return { ticket_ids: scope === 'tickets' ? [...ids] : null }
}

export const isNarrowed = (filter: RunFilter): boolean => Object.keys(filter).length > 0

/** "Status Open or In progress, Category Billing, containing “refund”". */
export function describeFilter(filter: RunFilter): string {
  const choices = (['status', 'priority', 'category'] as const).flatMap((field) => {
    const values = filter[field] ?? []
    if (values.length === 0) return []
    return [`${FIELD_LABEL[field]} ${values.map((value) => choiceLabel(field, value)).join(' or ')}`]
  })
  return [
    ...choices,
    filter.search && `containing “${filter.search}”`,
    filter.created_after && `created after ${filter.created_after}`,
    filter.created_before && `created before ${filter.created_before}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** What a run is about, as its title. */
export function describeScope({ scope, filter, counts }: Pick<Run, 'scope' | 'filter' | 'counts'>): string {
  switch (scope) {
    case 'pending':
      return 'Tickets not analysed before'
    case 'filter':
      return `Filter: ${(filter && describeFilter(filter)) || 'all tickets'}`
    case 'tickets':
      return `${plural(counts.total + counts.skipped, 'hand-picked ticket')}`
  }
}

/** Keeps what else is in the address, so that going back to another scope loses nothing. */
export function writeSelection(parameters: URLSearchParams, { scope }: Selection): URLSearchParams {
  const next = new URLSearchParams(parameters)
  if (scope === 'pending') next.delete('of')
  else next.set('of', scope)
  return next
}
