import type { QueryClient } from '@tanstack/react-query'
import type { RouteObject } from 'react-router'
import { AppLayout } from './layout/app-layout'
import { Crash } from './routes/crash'
import { NotFound } from './routes/not-found'

/** The pages. Each is its own chunk, and its loader starts the requests before the page is drawn. */
export function createRoutes(_queryClient: QueryClient): RouteObject[] {
  return [
    {
      element: <AppLayout />,
      errorElement: <Crash />,
      children: [{ path: '*', element: <NotFound /> }],
    },
  ]
}
