import { queryOptions } from '@tanstack/react-query'
import { client, unwrap } from './client'
import { SESSION_KEY } from './session-key'
import type { Session } from './types'

/** Who is signed in, and whether anybody has to be. Every feature asks it, so it lies below them. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }): Promise<Session> => unwrap(client.GET('/api/session/', { signal })),
  staleTime: 5 * 60_000,
})
