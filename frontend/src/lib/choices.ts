import type { Category, Priority, Status } from '@/api/types'

/** Names as people read them. Records, so that a new value in the API is a type error here. */
export const CATEGORY_LABEL: Record<Category, string> = {
  billing: 'Billing',
  technical: 'Technical',
  account: 'Account',
  general: 'General',
}

export const PRIORITY_LABEL: Record<Priority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

export const STATUS_LABEL: Record<Status, string> = {
  open: 'Open',
  in_progress: 'In progress',
  resolved: 'Resolved',
  closed: 'Closed',
}

/** In the order in which they are shown. */
export const CATEGORIES = Object.keys(CATEGORY_LABEL) as Category[]
export const PRIORITIES = Object.keys(PRIORITY_LABEL) as Priority[]
export const STATUSES = Object.keys(STATUS_LABEL) as Status[]

export type ChoiceField = 'category' | 'priority' | 'status'

export const FIELD_LABEL: Record<ChoiceField, string> = {
  category: 'Category',
  priority: 'Priority',
  status: 'Status',
}

const LABELS: Record<ChoiceField, Record<string, string>> = {
  category: CATEGORY_LABEL,
  priority: PRIORITY_LABEL,
  status: STATUS_LABEL,
}

/** A value as people read it; one that this build does not know yet stays as it is. */
export function choiceLabel(field: ChoiceField, value: string): string {
  return LABELS[field][value] ?? value
}
