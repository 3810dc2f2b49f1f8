import { queryOptions } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => unwrap(client.GET('/api/session/', { signal })),
  staleTime: 5 * 60_000,
})
