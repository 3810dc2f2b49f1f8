import type { ApiError } from '@/api/errors'

/** Why the API would not take a selection of tickets: what it says of its fields is more than its message. */
export function refusalWords({ message, fields }: Pick<ApiError, 'message' | 'fields'>): string {
  return Object.values(fields).flat().join(' ') || message
}
