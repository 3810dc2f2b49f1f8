import type { Ticket } from '@/api/types'

/** What is in the newest page, newer than all that is shown: it waits behind a button instead of pushing rows down. */
export function arrivalsSince(shown: readonly Ticket[], newest: readonly Ticket[]): Ticket[] {
  const top = shown[0]
  if (!top) return [...newest]
  // The list is in order: what comes before its first ticket is not in it.
  return newest.filter((ticket) => isNewer(ticket, top))
}

/** In the order of the list: by time, then by id. */
function isNewer(a: Ticket, b: Ticket): boolean {
  const difference = Date.parse(a.created_at) - Date.parse(b.created_at)
  return difference > 0 || (difference === 0 && a.id > b.id)
}
