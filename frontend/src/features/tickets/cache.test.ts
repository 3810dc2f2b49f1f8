// @vitest-environment jsdom
import { type InfiniteData, QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Ticket, TicketPage } from '@/api/types'
import { makeTicket, makeTickets } from '@/mocks/data'
import { insertTicket, matches, resetTicket, showFields, storeFiling, storeTicket } from './cache'
import { type Filters, NO_FILTERS } from './filters'
import { ticketKeys } from './queries'

let queryClient: QueryClient

const page = (results: Ticket[]): TicketPage => ({
  count: results.length,
  next: null,
  previous: null,
  results,
})

function showList(filters: Filters, results: Ticket[]): void {
  queryClient.setQueryData(ticketKeys.list(filters), { pages: [page(results)], pageParams: [null] })
}

function listed(filters: Filters): Ticket[] {
  const data = queryClient.getQueryData<InfiniteData<TicketPage>>(ticketKeys.list(filters))
  return data?.pages.flatMap((shown) => shown.results) ?? []
}

beforeEach(() => {
  queryClient = new QueryClient()
})

describe('storeTicket', () => {
  it('takes over a newer version everywhere, and ignores an older one', () => {
    const ticket = makeTicket({ id: 1, version: 3 })
    showList(NO_FILTERS, [ticket])
    queryClient.setQueryData(ticketKeys.detail(1), ticket)

    storeTicket(queryClient, { ...ticket, version: 2, status: 'closed' })
    expect(listed(NO_FILTERS)[0]?.status).toBe('open')

    storeTicket(queryClient, { ...ticket, version: 4, status: 'resolved' })
    expect(listed(NO_FILTERS)[0]?.status).toBe('resolved')
    expect(queryClient.getQueryData(ticketKeys.detail(1))).toMatchObject({ status: 'resolved' })
  })

  it('leaves what is shown before the server has it, when a poll brings the same version', () => {
    const ticket = makeTicket({ id: 1 })
    showList(NO_FILTERS, [ticket])
    showFields(queryClient, 1, { status: 'resolved' })
    storeTicket(queryClient, ticket)
    expect(listed(NO_FILTERS)[0]?.status).toBe('resolved')
  })

  it('does not touch lists in which nothing changes, so that nothing is drawn anew', () => {
    showList(NO_FILTERS, makeTickets(2))
    const before = queryClient.getQueryData(ticketKeys.list(NO_FILTERS))
    storeTicket(queryClient, makeTicket({ id: 99, version: 5 }))
    expect(queryClient.getQueryData(ticketKeys.list(NO_FILTERS))).toBe(before)
  })
})

describe('resetTicket', () => {
  it('puts the server first, whatever was shown', () => {
    const ticket = makeTicket({ id: 1 })
    showList(NO_FILTERS, [ticket])
    showFields(queryClient, 1, { status: 'resolved', priority: 'low' })
    resetTicket(queryClient, ticket)
    expect(listed(NO_FILTERS)[0]).toEqual(ticket)
  })
})

describe('storeFiling', () => {
  it('changes only what the analysis was about, and nothing that is newer', () => {
    const ticket = makeTicket({ id: 1, version: 3, category: 'general', priority: 'low' })
    showList(NO_FILTERS, [ticket])
    const filing = { id: 1, category: 'billing', priority: 'high' } as const

    storeFiling(queryClient, { ...filing, version: 3 })
    expect(listed(NO_FILTERS)[0]).toBe(ticket)
    storeFiling(queryClient, { ...filing, version: 4 })
    expect(listed(NO_FILTERS)[0]).toEqual({ ...ticket, category: 'billing', priority: 'high', version: 4 })
  })
})

describe('insertTicket', () => {
  it('puts a new ticket on top of the lists that it belongs to, once', () => {
    const billing: Filters = { ...NO_FILTERS, category: ['billing'] }
    const searched: Filters = { ...NO_FILTERS, search: 'number' }
    for (const filters of [NO_FILTERS, billing, searched]) showList(filters, makeTickets(2))
    const created = makeTicket({ id: 3, category: 'account' })

    insertTicket(queryClient, created)
    insertTicket(queryClient, created)
    expect(listed(NO_FILTERS).map((ticket) => ticket.id)).toEqual([3, 2, 1])
    expect(listed(billing)).toHaveLength(2)
    expect(listed(searched)).toHaveLength(2)
  })
})

describe('matches', () => {
  it('needs every filter to fit', () => {
    const ticket = makeTicket({ id: 1, category: 'billing', status: 'open' })
    expect(matches(ticket, { ...NO_FILTERS, category: ['billing', 'general'], status: ['open'] })).toBe(true)
    expect(matches(ticket, { ...NO_FILTERS, assignee: ['me', 'none'] })).toBe(true)
    expect(matches(ticket, { ...NO_FILTERS, assignee: ['me'] })).toBe(false)
    const adas = { ...ticket, assignee: { id: 2, name: 'Ada' } }
    expect(matches(adas, { ...NO_FILTERS, assignee: ['2'] })).toBe(true)
    expect(matches(adas, { ...NO_FILTERS, assignee: ['none'] })).toBe(false)
    expect(matches(ticket, { ...NO_FILTERS, category: ['billing'], status: ['closed'] })).toBe(false)
  })
})
