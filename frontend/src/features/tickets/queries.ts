import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import type { Ticket } from '@/api/types'
import { type Filters, toListParameters } from './filters'
import { nextPages, type Pages } from './list-pages'

const PAGE_SIZE = 50
const LATEST_SIZE = 8
const POLL_MS = 20_000
const HISTORY_SIZE = 100

export const ticketKeys = {
  lists: ['tickets', 'list'],
  list: (filters: Filters) => ['tickets', 'list', filters],
  heads: ['tickets', 'head'],
  head: (filters: Filters) => ['tickets', 'head', filters],
  latest: ['tickets', 'latest'],
  facets: ['tickets', 'facets'],
  agents: ['tickets', 'agents'],
  detail: (id: number) => ['tickets', 'detail', id],
  history: (id: number) => ['tickets', 'history', id],
  presence: (id: number) => ['tickets', 'presence', id],
} as const

/**
 * All pages that were scrolled to. Never refetched by itself: pages that shift would move the text under the
 * reader's eyes. `headQuery` watches for what is new instead.
 */
export const listQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ticketKeys.list(filters),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        client.GET('/api/tickets/', {
          signal,
          params: {
            query: {
              ...toListParameters(filters),
              page_size: PAGE_SIZE,
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    structuralSharing: (shown, next) => nextPages(shown as Pages | undefined, next as Pages),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
    placeholderData: keepPreviousData,
  })

/** The first page again and again: the count, what has arrived, and what changed in the newest rows. */
export const headQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ticketKeys.head(filters),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/tickets/', {
          signal,
          params: { query: { ...toListParameters(filters), page_size: PAGE_SIZE } },
        }),
      ),
    refetchInterval: POLL_MS,
    retry: false,
  })

export const latestQuery = queryOptions({
  queryKey: ticketKeys.latest,
  queryFn: ({ signal }) =>
    unwrap(client.GET('/api/tickets/', { signal, params: { query: { page_size: LATEST_SIZE } } })),
  refetchInterval: POLL_MS,
})

export const facetsQuery = (filters: Filters) => {
  // What no counter knows is left out, and the page says so.
  const { search: _, assignee: __, ...query } = toListParameters(filters)
  return queryOptions({
    queryKey: [...ticketKeys.facets, query],
    queryFn: ({ signal }) => unwrap(client.GET('/api/tickets/facets/', { signal, params: { query } })),
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
  })
}

export const detailQuery = (id: number) =>
  queryOptions({
    queryKey: ticketKeys.detail(id),
    queryFn: async ({ signal, client: queryClient }) => {
      const params = { path: { ticket_id: id } }
      const answered = await unwrap(client.GET('/api/tickets/{ticket_id}/', { signal, params }))
      // A change may have been answered while this was on its way.
      const shown = queryClient.getQueryData<Ticket>(ticketKeys.detail(id))
      return shown && shown.version > answered.version ? shown : answered
    },
    refetchInterval: POLL_MS,
  })

export const historyQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ticketKeys.history(id),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        client.GET('/api/tickets/{ticket_id}/history/', {
          signal,
          params: {
            path: { ticket_id: id },
            query: { page_size: HISTORY_SIZE, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: POLL_MS,
  })
