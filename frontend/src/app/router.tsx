import type { QueryClient } from '@tanstack/react-query'
import type { RouteObject } from 'react-router'
import { runQuery, runsQuery } from '@/features/analysis/queries'
import { positive } from '@/features/analysis/table-view'
import { DEFAULT_RANGE, statsQuery, trendsQuery } from '@/features/dashboard/queries'
import { parseTicketId } from '@/features/tickets/detail/ticket-id'
import { parseFilters } from '@/features/tickets/filters'
import { detailQuery, facetsQuery, historyQuery, latestQuery, listQuery } from '@/features/tickets/queries'
import { paths } from '@/lib/paths'
import { AgentsOnly } from './layout/agents-only'
import { AppLayout } from './layout/app-layout'
import { PlainLayout } from './layout/plain-layout'
import { Root } from './layout/root'
import { SecondFactorFirst } from './layout/second-factor-first'
import { SignedInOnly } from './layout/signed-in-only'
import { awaitSession, prefetch } from './prefetch'
import { Crash } from './routes/crash'
import { NotFound } from './routes/not-found'

/**
 * The pages. Each is its own chunk. A loader starts the requests of its page while the chunk is on its way, and
 * does not wait for them: the page has skeletons and error states for each.
 */
export function createRoutes(queryClient: QueryClient): RouteObject[] {
  return [
    {
      element: <Root />,
      errorElement: <Crash />,
      hydrateFallbackElement: <></>,
      loader: () => awaitSession(queryClient),
      shouldRevalidate: () => false,
      children: [
        {
          element: <AppLayout />,
          children: [
            {
              element: <SecondFactorFirst />,
              children: [
                { element: <AgentsOnly />, children: agentsPages(queryClient) },
                {
                  path: paths.newTicket,
                  loader: () => prefetch(queryClient, () => void queryClient.prefetchQuery(latestQuery)),
                  lazy: async () => ({ Component: (await import('./routes/new-ticket')).NewTicket }),
                },
              ],
            },
            {
              element: <SignedInOnly />,
              children: [
                {
                  path: paths.account,
                  lazy: async () => ({ Component: (await import('./routes/account')).Account }),
                },
              ],
            },
            { path: '*', element: <NotFound /> },
          ],
        },
        {
          element: <PlainLayout />,
          children: [
            {
              path: paths.signIn,
              lazy: async () => ({ Component: (await import('./routes/sign-in')).SignIn }),
            },
            {
              path: paths.setPassword,
              lazy: async () => ({ Component: (await import('./routes/set-password')).SetPassword }),
            },
          ],
        },
        {
          element: <PlainLayout wide />,
          children: [
            {
              path: paths.followPage,
              lazy: async () => ({ Component: (await import('./routes/follow')).Follow }),
            },
          ],
        },
      ],
    },
  ]
}

function agentsPages(queryClient: QueryClient): RouteObject[] {
  return [
    {
      path: paths.tickets,
      loader: ({ request }) =>
        prefetch(queryClient, () => {
          const filters = parseFilters(new URL(request.url).searchParams)
          void queryClient.prefetchInfiniteQuery(listQuery(filters))
          void queryClient.prefetchQuery(facetsQuery(filters))
        }),
      lazy: async () => ({ Component: (await import('./routes/tickets')).Tickets }),
    },
    {
      path: paths.ticket(':id'),
      loader: ({ params }) =>
        prefetch(queryClient, () => {
          const id = parseTicketId(params.id)
          if (id === undefined) return
          void queryClient.prefetchQuery(detailQuery(id))
          void queryClient.prefetchInfiniteQuery(historyQuery(id))
        }),
      lazy: async () => ({ Component: (await import('./routes/ticket')).TicketPage }),
    },
    {
      path: paths.analysis,
      loader: ({ request }) =>
        prefetch(queryClient, () => {
          const page = positive(new URL(request.url).searchParams.get('page')) ?? 1
          void queryClient.prefetchQuery(runsQuery(page))
        }),
      lazy: async () => ({ Component: (await import('./routes/analysis')).Analysis }),
    },
    {
      path: paths.run(':id'),
      loader: ({ params }) =>
        prefetch(queryClient, () => {
          const id = positive(params.id ?? null)
          if (id !== undefined) void queryClient.prefetchQuery(runQuery(id))
        }),
      lazy: async () => ({ Component: (await import('./routes/run')).RunPage }),
    },
    {
      path: paths.dashboard,
      loader: () =>
        prefetch(queryClient, () => {
          void queryClient.prefetchQuery(statsQuery)
          void queryClient.prefetchQuery(trendsQuery(DEFAULT_RANGE))
        }),
      lazy: async () => ({ Component: (await import('./routes/dashboard')).Dashboard }),
    },
  ]
}
