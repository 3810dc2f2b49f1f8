import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'

const POLL_MS = 30_000

export const RANGES = [7, 30, 90] as const
export type Range = (typeof RANGES)[number]
export const DEFAULT_RANGE: Range = 30

export const dashboardKeys = {
  all: ['dashboard'],
  stats: ['dashboard', 'stats'],
  trends: (days: Range) => ['dashboard', 'trends', days],
  accuracy: (days: Range) => ['dashboard', 'accuracy', days],
} as const

export const statsQuery = queryOptions({
  queryKey: dashboardKeys.stats,
  queryFn: ({ signal }) => unwrap(client.GET('/api/tickets/stats/', { signal })),
  refetchInterval: POLL_MS,
})

export const trendsQuery = (days: Range) =>
  queryOptions({
    queryKey: dashboardKeys.trends(days),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/tickets/trends/', { signal, params: { query: { days } } })),
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
  })

export const accuracyQuery = (days: Range) =>
  queryOptions({
    queryKey: dashboardKeys.accuracy(days),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/triage/accuracy/', { signal, params: { query: { days } } })),
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
  })
