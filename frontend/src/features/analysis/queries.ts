import { keepPreviousData, type QueryClient, type QueryState, queryOptions } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { ifChanged, type Known, unwrapChanged } from '@/api/conditional'
import { ApiError } from '@/api/errors'
import type { AnalyzeRequest, RunDetail, RunStatus } from '@/api/types'
import { pollDelay, pollDelayAfterFailure } from './polling'
import { isActive, statusOf } from './run-state'
import { type TableView, toTicketParameters } from './table-view'

const POLL_MS = 20_000
export const RUNS_PAGE_SIZE = 20
/** Of the completed runs, those that another one can be compared with in the page. */
export const COMPARABLE_RUNS = 50

/** A run that has completed. Tried again, it is another one, and ends at another time. */
export type Completed = Pick<RunDetail, 'id' | 'finished_at'>

export const analysisKeys = {
  all: ['analysis'],
  estimates: ['analysis', 'estimate'],
  estimate: (request: AnalyzeRequest) => [...analysisKeys.estimates, request],
  allRuns: ['analysis', 'runs'],
  runs: (page: number) => ['analysis', 'runs', page],
  completed: ['analysis', 'runs', 'completed'],
  active: ['analysis', 'active'],
  details: ['analysis', 'run'],
  run: (id: number) => [...analysisKeys.details, id],
  status: (id: number) => ['analysis', 'status', id],
  tables: ['analysis', 'tickets'],
  table: (id: number, view: TableView) => [...analysisKeys.tables, id, view],
  ofTicket: (id: number) => ['analysis', 'of-ticket', id],
  // Not among all: a run that is being retried cannot be compared, and when it has ended it is another comparison.
  comparison: (run: Completed, other: Completed | undefined) => [
    'comparison',
    run.id,
    run.finished_at,
    other?.id,
    other?.finished_at,
  ],
} as const

export const estimateQuery = (request: AnalyzeRequest) =>
  queryOptions({
    queryKey: analysisKeys.estimate(request),
    queryFn: ({ signal }) => unwrap(client.POST('/api/analyze/estimate/', { signal, body: request })),
  })

export const runsQuery = (page: number) =>
  queryOptions({
    queryKey: analysisKeys.runs(page),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/analyze/runs/', {
          signal,
          params: { query: { page, page_size: RUNS_PAGE_SIZE } },
        }),
      ),
    // A short run begins and ends between two questions for those under way.
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
  })

export const completedRunsQuery = queryOptions({
  queryKey: analysisKeys.completed,
  queryFn: ({ signal }) =>
    unwrap(
      client.GET('/api/analyze/runs/', {
        signal,
        params: { query: { status: 'completed', page_size: COMPARABLE_RUNS } },
      }),
    ),
})

export const runQuery = (id: number) =>
  queryOptions({
    queryKey: analysisKeys.run(id),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/analyze/{run_id}/', { signal, params: { path: { run_id: id } } })),
  })

/** Asked again and again while the run works, with a question that costs next to nothing while nothing changes. */
export const statusQuery = (id: number) =>
  queryOptions({
    queryKey: analysisKeys.status(id),
    queryFn: ({ signal, client: queryClient }) => {
      const known = queryClient.getQueryData<Known<RunStatus>>(analysisKeys.status(id))
      const headers = ifChanged(known)
      const params = { path: { run_id: id } }
      return unwrapChanged(client.GET('/api/analyze/{run_id}/status/', { signal, headers, params }), known)
    },
    select: ({ data }) => data,
    staleTime: 0,
    retry: false,
    refetchInterval: (query) =>
      query.state.data && !isActive(query.state.data.data) ? false : delayOf(query),
  })

/** The runs under way, whoever started them. */
export const activeQuery = queryOptions({
  queryKey: analysisKeys.active,
  queryFn: ({ signal, client: queryClient }) => {
    const known = queryClient.getQueryData<Known<{ results: RunStatus[] }>>(analysisKeys.active)
    return unwrapChanged(client.GET('/api/analyze/active/', { signal, headers: ifChanged(known) }), known)
  },
  select: ({ data }) => data.results,
  staleTime: 0,
  retry: false,
  refetchInterval: (query) => delayOf(query),
})

export const tableQuery = (id: number, view: TableView) =>
  queryOptions({
    queryKey: analysisKeys.table(id, view),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/analyze/{run_id}/tickets/', {
          signal,
          params: { path: { run_id: id }, query: toTicketParameters(view) },
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** Of two completed runs; as long as neither is tried again it stays the same. */
export const comparisonQuery = (run: Completed, other: Completed | undefined) =>
  queryOptions({
    queryKey: analysisKeys.comparison(run, other),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/analyze/{run_id}/compare/', {
          signal,
          params: { path: { run_id: run.id }, query: other ? { with: other.id } : {} },
        }),
      ),
  })

export const ticketAnalysesQuery = (id: number) =>
  queryOptions({
    queryKey: analysisKeys.ofTicket(id),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/tickets/{ticket_id}/analyses/', { signal, params: { path: { ticket_id: id } } }),
      ),
  })

/** What the server answered to a start, a cancellation or a retry is the newest there is. */
export function storeRun(queryClient: QueryClient, run: RunDetail): void {
  queryClient.setQueryData(analysisKeys.run(run.id), run)
  queryClient.setQueryData<Known<RunStatus>>(analysisKeys.status(run.id), {
    data: statusOf(run),
    etag: undefined,
    unchanged: 0,
  })
}

type PollState = Pick<QueryState<Known<unknown>>, 'status' | 'error' | 'data'>

function delayOf({ state }: { state: PollState }): number {
  if (state.status === 'error') {
    return pollDelayAfterFailure(state.error instanceof ApiError ? state.error.retryAfter : undefined)
  }
  return pollDelay(state.data?.unchanged ?? 0)
}
