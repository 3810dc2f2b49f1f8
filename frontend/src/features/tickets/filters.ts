import type { Category, ListParameters, Priority, Status } from '@/api/types'
import { CATEGORIES, type ChoiceField, PRIORITIES, STATUSES } from '@/lib/choices'

export interface Filters {
  category: readonly Category[]
  priority: readonly Priority[]
  status: readonly Status[]
  search: string
}

export const NO_FILTERS: Filters = { category: [], priority: [], status: [], search: '' }

/** The API's own limit on `search`. */
export const SEARCH_MAX = 200

const ALLOWED: Record<ChoiceField, readonly string[]> = {
  category: CATEGORIES,
  priority: PRIORITIES,
  status: STATUSES,
}

/** From the address; a value that does not exist is left out, so that an old link still opens. */
export function parseFilters(parameters: URLSearchParams): Filters {
  return {
    category: readField(parameters, 'category') as Category[],
    priority: readField(parameters, 'priority') as Priority[],
    status: readField(parameters, 'status') as Status[],
    search: (parameters.get('search') ?? '').trim().slice(0, SEARCH_MAX),
  }
}

/** To the address: short, and always in the same order, so that equal filters make equal links. */
export function toSearchParams(filters: Filters): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const field of ['status', 'priority', 'category'] as const) {
    const values = ordered(field, filters[field])
    if (values.length > 0) parameters.set(field, values.join(','))
  }
  if (filters.search) parameters.set('search', filters.search)
  return parameters
}

/** To the API's query; what is not set is left out. */
export function toListParameters(filters: Filters): ListParameters {
  return {
    ...(filters.category.length > 0 && { category: [...filters.category] }),
    ...(filters.priority.length > 0 && { priority: [...filters.priority] }),
    ...(filters.status.length > 0 && { status: [...filters.status] }),
    ...(filters.search && { search: filters.search }),
  }
}

export function toggle(filters: Filters, field: ChoiceField, value: string): Filters {
  const values: readonly string[] = filters[field]
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return { ...filters, [field]: ordered(field, next) }
}

/** How many values are picked; the search is not one of them. */
export function countPicked(filters: Filters): number {
  return filters.category.length + filters.priority.length + filters.status.length
}

export function isFiltered(filters: Filters): boolean {
  return countPicked(filters) > 0 || filters.search !== ''
}

function readField(parameters: URLSearchParams, field: ChoiceField): string[] {
  const given = parameters.getAll(field).flatMap((value) => value.split(','))
  return ordered(field, given)
}

function ordered(field: ChoiceField, values: readonly string[]): string[] {
  return ALLOWED[field].filter((value) => values.includes(value))
}
