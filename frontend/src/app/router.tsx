import type { QueryClient } from '@tanstack/react-query'
import type { RouteObject } from 'react-router'
import { sessionQuery } from '@/api/session'
import { runQuery, runsQuery } from '@/features/analysis/queries'
import { positive } from '@/features/analysis/table-view'
import { DEFAULT_RANGE, statsQuery, trendsQuery } from '@/features/dashboard/queries'
import { parseTicketId } from '@/features/tickets/detail/ticket-id'
import { parseFilters } from '@/features/tickets/filters'
import { detailQuery, facetsQuery, historyQuery, latestQuery, listQuery } from '@/features/tickets/queries'
import { paths } from '@/lib/paths'
import { AppLayout } from './layout/app-layout'
import { Crash } from './routes/crash'
import { NotFound } from './routes/not-found'

/** The first paint waits no longer than this for the session, whatever the server does. */
const SESSION_WAIT_MS = 1_000

/**
 * The pages. Each is its own chunk. A loader starts the requests of its page while the chunk is on its way, and
 * does not wait for them: the page has skeletons and error states for each.
 */
export function createRoutes(queryClient: QueryClient): RouteObject[] {
  return [
    {
      element: <AppLayout />,
      errorElement: <Crash />,
      hydrateFallbackElement: <></>,
      // The banner above every page hangs on the session: known before the first paint, it pushes nothing down.
      loader: async () => {
        const session = queryClient.prefetchQuery(sessionQuery)
        await Promise.race([session, new Promise((resolve) => setTimeout(resolve, SESSION_WAIT_MS))])
        return null
      },
      shouldRevalidate: () => false,
      children: [
        {
          path: paths.tickets,
          loader: ({ request }) => {
            const filters = parseFilters(new URL(request.url).searchParams)
            void queryClient.prefetchInfiniteQuery(listQuery(filters))
            void queryClient.prefetchQuery(facetsQuery(filters))
            return null
          },
          lazy: async () => ({ Component: (await import('./routes/tickets')).Tickets }),
        },
        {
          path: paths.newTicket,
          loader: () => {
            void queryClient.prefetchQuery(latestQuery)
            return null
          },
          lazy: async () => ({ Component: (await import('./routes/new-ticket')).NewTicket }),
        },
        {
          path: paths.ticket(':id'),
          loader: ({ params }) => {
            const id = parseTicketId(params.id)
            if (id !== undefined) {
              void queryClient.prefetchQuery(detailQuery(id))
              void queryClient.prefetchInfiniteQuery(historyQuery(id))
            }
            return null
          },
          lazy: async () => ({ Component: (await import('./routes/ticket')).TicketPage }),
        },
        {
          path: paths.analysis,
          loader: ({ request }) => {
            const page = positive(new URL(request.url).searchParams.get('page')) ?? 1
            void queryClient.prefetchQuery(runsQuery(page))
            return null
          },
          lazy: async () => ({ Component: (await import('./routes/analysis')).Analysis }),
        },
        {
          path: paths.run(':id'),
          loader: ({ params }) => {
            const id = positive(params.id ?? null)
            if (id !== undefined) void queryClient.prefetchQuery(runQuery(id))
            return null
          },
          lazy: async () => ({ Component: (await import('./routes/run')).RunPage }),
        },
        {
          path: paths.dashboard,
          loader: () => {
            void queryClient.prefetchQuery(statsQuery)
            void queryClient.prefetchQuery(trendsQuery(DEFAULT_RANGE))
            return null
          },
          lazy: async () => ({ Component: (await import('./routes/dashboard')).Dashboard }),
        },
        { path: '*', element: <NotFound /> },
      ],
    },
  ]
}
