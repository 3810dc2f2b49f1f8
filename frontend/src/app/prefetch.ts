import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '@/api/session'
import { accessOf } from '@/lib/access'

/** The first paint waits no longer than this for the session, whatever the server does. */
const SESSION_WAIT_MS = 1_000

/** Who this is decides what surrounds every page: known before the first paint, it pushes nothing about. */
export async function awaitSession(queryClient: QueryClient): Promise<null> {
  const session = queryClient.prefetchQuery(sessionQuery)
  await Promise.race([session, new Promise((resolve) => setTimeout(resolve, SESSION_WAIT_MS))])
  return null
}

/** Starts what a page will ask for, if the visitor may read it: what is refused for certain is not asked. */
export function prefetch(queryClient: QueryClient, start: () => void): null {
  queryClient.ensureQueryData(sessionQuery).then(
    (session) => {
      if (['agent', 'reader'].includes(accessOf(session))) start()
    },
    // Nobody knows yet: the page itself asks, and shows what comes of it.
    () => {},
  )
  return null
}
