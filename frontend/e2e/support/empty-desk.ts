import type { Page } from '@playwright/test'
import type { Facets, Stats, TicketPage, Trends } from '@/api/types'

const NO_TICKETS: TicketPage = { count: 0, next: null, previous: null, results: [] }
const CATEGORIES = { billing: 0, technical: 0, account: 0, general: 0 }
const PRIORITIES = { low: 0, medium: 0, high: 0, critical: 0 }
const STATUSES = { open: 0, in_progress: 0, resolved: 0, closed: 0 }

const STATS: Stats = {
  total_tickets: 0,
  open_tickets: 0,
  avg_tickets_per_day: 0,
  priority_breakdown: PRIORITIES,
  category_breakdown: CATEGORIES,
}
const FACETS: Facets = { category: CATEGORIES, priority: PRIORITIES, status: STATUSES }
const TRENDS: Trends = {
  days: 30,
  per_day: Array.from({ length: 30 }, (_, day) => ({
    date: new Date(Date.UTC(2026, 0, day + 1)).toISOString().slice(0, 10),
    created: 0,
    resolved: 0,
  })),
  status_breakdown: STATUSES,
  resolution: { resolved: 0, median_hours: null, p90_hours: null },
  suggestions: {
    category: { accepted: 0, overridden: 0 },
    priority: { accepted: 0, overridden: 0 },
  },
}

/**
 * The page sees a desk without tickets, as on the first day. Answered here: really emptying it would take the
 * tickets of whoever runs the tests against a desk of their own.
 */
export async function pretendEmpty(page: Page): Promise<void> {
  for (const [address, answer] of [
    ['', NO_TICKETS],
    ['stats/', STATS],
    ['facets/', FACETS],
    ['trends/', TRENDS],
  ] as const) {
    await page.route(new RegExp(`/api/tickets/${address}(\\?|$)`), (route) => route.fulfill({ json: answer }))
  }
}
