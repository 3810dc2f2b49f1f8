import type { Ticket } from '@/api/types'

/** A moment that the tests treat as now. */
export const NOW = Date.parse('2026-03-10T12:00:00Z')

export function makeTicket(fields: Partial<Ticket> & { id: number }): Ticket {
  const created = new Date(NOW - 60 * 60_000).toISOString()
  return {
    title: `Ticket number ${fields.id}`,
    description: 'The app shows an error after signing in.',
    category: 'technical',
    priority: 'medium',
    status: 'open',
    version: 1,
    created_at: created,
    updated_at: created,
    resolved_at: null,
    ...fields,
  }
}

/** `count` tickets, newest (highest id) first, a minute apart. */
export function makeTickets(count: number): Ticket[] {
  return Array.from({ length: count }, (_, index) =>
    makeTicket({ id: count - index, created_at: new Date(NOW - index * 60_000).toISOString() }),
  )
}
