import { queryOptions } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { nextLook } from './next-look'

/** The ticket that a link leads to. The token stands in a header: an address would end up in logs. */
export const followQuery = (token: string) =>
  queryOptions({
    queryKey: ['follow', token],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/follow/', { signal, params: { header: { 'X-Follow-Token': token } } })),
    // Not while the page is hidden: that is how intervals are by default.
    refetchInterval: ({ state: { error } }) => nextLook(error),
  })
