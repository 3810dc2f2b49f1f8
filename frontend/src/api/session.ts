import { queryOptions } from '@tanstack/react-query'
import { client, unwrap } from './client'

/** Who is signed in, and whether anybody has to be. Every feature asks it, so it lies below them. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => unwrap(client.GET('/api/session/', { signal })),
  staleTime: 5 * 60_000,
})
