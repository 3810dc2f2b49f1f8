import type { QueryClient } from '@tanstack/react-query'
import type { Ticket, TicketPage, TicketPatch } from '@/api/types'
import type { Filing } from '@/lib/desk-events'
import { type Filters, UNASSIGNED } from './filters'
import type { Pages } from './list-pages'
import { ticketKeys } from './queries'

type Change = (shown: Ticket) => Ticket

/** Takes over what the server says about tickets wherever they are shown; an older version changes nothing. */
export function storeTickets(queryClient: QueryClient, tickets: readonly Ticket[]): void {
  const newer = (ticket: Ticket): Change => {
    return (shown) => (ticket.version > shown.version ? ticket : shown)
  }
  replaceTickets(queryClient, new Map(tickets.map((ticket) => [ticket.id, newer(ticket)])))
}

export function storeTicket(queryClient: QueryClient, ticket: Ticket): void {
  storeTickets(queryClient, [ticket])
}

/** Takes over what an analysis made of a ticket; where a newer version is shown, nothing changes. */
export function storeFiling(queryClient: QueryClient, { id, ...filing }: Filing): void {
  replaceTicket(queryClient, id, (shown) =>
    filing.version > shown.version ? { ...shown, ...filing } : shown,
  )
}

/** Shows fields before the server has them. The version stays: it is the server's. */
export function showFields(queryClient: QueryClient, id: number, fields: TicketPatch): void {
  replaceTicket(queryClient, id, (shown) => ({ ...shown, ...fields }))
}

/** Whatever is shown, this is what the server has now. */
export function resetTicket(queryClient: QueryClient, ticket: Ticket): void {
  replaceTicket(queryClient, ticket.id, () => ticket)
}

/** Puts a new ticket on top of every list that it belongs to. */
export function insertTicket(queryClient: QueryClient, ticket: Ticket): void {
  queryClient.setQueryData(ticketKeys.detail(ticket.id), ticket)
  queryClient.setQueryData<TicketPage>(ticketKeys.latest, (page) => page && withOnTop(page, ticket))
  // An answer that is on its way may be older than the ticket.
  void queryClient.invalidateQueries({ queryKey: ticketKeys.latest, fetchStatus: 'fetching' })
  for (const [key, pages] of queryClient.getQueriesData<Pages>({ queryKey: ticketKeys.lists })) {
    const [first, ...rest] = pages?.pages ?? []
    if (!pages || !first || !matches(ticket, key[2] as Filters)) continue
    queryClient.setQueryData<Pages>(key, { ...pages, pages: [withOnTop(first, ticket), ...rest] })
  }
}

/** Whether a ticket is in a filtered list. What a search finds, and which tickets are one's own, only the server knows. */
export function matches(ticket: Ticket, filters: Filters): boolean {
  return (
    filters.search === '' &&
    (filters.category.length === 0 || filters.category.includes(ticket.category)) &&
    (filters.priority.length === 0 || filters.priority.includes(ticket.priority)) &&
    (filters.status.length === 0 || filters.status.includes(ticket.status)) &&
    (filters.assignee.length === 0 || filters.assignee.includes(assigneeOf(ticket)))
  )
}

const assigneeOf = ({ assignee }: Ticket) => (assignee ? String(assignee.id) : UNASSIGNED)

function replaceTicket(queryClient: QueryClient, id: number, change: Change): void {
  replaceTickets(queryClient, new Map([[id, change]]))
}

/** All in one look: a list that was scrolled through has thousands of tickets. */
function replaceTickets(queryClient: QueryClient, changes: ReadonlyMap<number, Change>): void {
  const inPage = (page: TicketPage): TicketPage => {
    const results = page.results.map((ticket) => changes.get(ticket.id)?.(ticket) ?? ticket)
    return results.some((ticket, index) => ticket !== page.results[index]) ? { ...page, results } : page
  }
  for (const [id, change] of changes) {
    queryClient.setQueryData<Ticket>(ticketKeys.detail(id), (shown) => shown && change(shown))
  }
  queryClient.setQueryData<TicketPage>(ticketKeys.latest, (page) => page && inPage(page))
  queryClient.setQueriesData<Pages>({ queryKey: ticketKeys.lists }, (pages) => {
    if (!pages) return pages
    const next = pages.pages.map(inPage)
    return next.some((page, index) => page !== pages.pages[index]) ? { ...pages, pages: next } : pages
  })
}

function withOnTop(page: TicketPage, ticket: Ticket): TicketPage {
  if (page.results.some((shown) => shown.id === ticket.id)) return page
  return { ...page, count: page.count + 1, results: [ticket, ...page.results] }
}
