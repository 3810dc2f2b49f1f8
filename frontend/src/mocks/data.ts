import type { Accuracy, Agreement, Ticket } from '@/api/types'

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
    assignee: null,
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

export const ENOUGH_CASES = 200

/** Counts as the API gives them. The interval is the caller's: nothing here computes one. */
export function makeAgreement(counts: Partial<Omit<Agreement, 'cases' | 'kept' | 'share'>> = {}): Agreement {
  const { accepted = 0, untouched = 0, overridden = 0, filled = 0, independent = 0 } = counts
  const kept = accepted + untouched
  const cases = kept + overridden
  const share = cases >= ENOUGH_CASES ? kept / cases : null
  const { low = null, high = null } = counts
  return { accepted, untouched, overridden, filled, independent, cases, kept, share, low, high }
}

export function makeAccuracy(fields: Partial<Accuracy> = {}): Accuracy {
  return {
    days: 30,
    enough_cases: ENOUGH_CASES,
    fields: { category: makeAgreement(), priority: makeAgreement() },
    engines: [],
    confusion: { category: [], priority: [] },
    ...fields,
  }
}
