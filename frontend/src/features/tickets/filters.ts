import type { Category, ListParameters, Priority, Status } from '@/api/types'
import { CATEGORIES, type ChoiceField, PRIORITIES, STATUSES } from '@/lib/choices'

export interface Filters {
  category: readonly Category[]
  priority: readonly Priority[]
  status: readonly Status[]
  /** Any of these: oneself, nobody, accounts by their ids. None means anybody. */
  assignee: readonly string[]
  search: string
}

export const NO_FILTERS: Filters = { category: [], priority: [], status: [], assignee: [], search: '' }

/** Assignees that are no account. */
export const MINE = 'me'
export const UNASSIGNED = 'none'

/** The API's own limits. */
export const ASSIGNEES_MAX = 20
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
    assignee: readAssignees(parameters),
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
  if (filters.assignee.length > 0) parameters.set('assignee', filters.assignee.join(','))
  if (filters.search) parameters.set('search', filters.search)
  return parameters
}

/** To the API's query; what is not set is left out. */
export function toListParameters(filters: Filters): ListParameters {
  return {
    ...(filters.category.length > 0 && { category: [...filters.category] }),
    ...(filters.priority.length > 0 && { priority: [...filters.priority] }),
    ...(filters.status.length > 0 && { status: [...filters.status] }),
    ...(filters.assignee.length > 0 && { assignee: [...filters.assignee] }),
    ...(filters.search && { search: filters.search }),
  }
}

export function toggle(filters: Filters, field: ChoiceField, value: string): Filters {
  const values: readonly string[] = filters[field]
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return { ...filters, [field]: ordered(field, next) }
}

export function toggleAssignee(filters: Filters, value: string): Filters {
  const { assignee } = filters
  const next = assignee.includes(value) ? assignee.filter((other) => other !== value) : [...assignee, value]
  return { ...filters, assignee: orderedAssignees(next) }
}

/** The tickets of one person and no others; of anybody with undefined. */
export function pickAssignee(filters: Filters, person: string | undefined): Filters {
  const { assignee } = filters
  const kept = assignee.filter((value) => !isPerson(value))
  return { ...filters, assignee: orderedAssignees(person ? [...kept, person] : kept) }
}

export const isPerson = (assignee: string): boolean => assignee !== MINE && assignee !== UNASSIGNED

/** How many values are picked; the search is not one of them. */
export function countPicked(filters: Filters): number {
  const { category, priority, status, assignee } = filters
  return category.length + priority.length + status.length + assignee.length
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

function readAssignees(parameters: URLSearchParams): string[] {
  const given = parameters.getAll('assignee').flatMap((value) => value.split(','))
  return orderedAssignees(given.filter((value) => !isPerson(value) || /^[1-9]\d{0,15}$/.test(value)))
}

/** Oneself, nobody, then people by their ids; each once. */
function orderedAssignees(values: readonly string[]): string[] {
  const people = [...new Set(values.filter(isPerson))].sort((a, b) => Number(a) - Number(b))
  return [...[MINE, UNASSIGNED].filter((value) => values.includes(value)), ...people].slice(0, ASSIGNEES_MAX)
}
