import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import type { TokenCreate } from '@/api/types'
import { sessionKeys } from './queries'

/** The answer is the only one with the token's text: it is kept in the page and nowhere else. */
export function useCreateToken() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: TokenCreate) => unwrap(client.POST('/api/tokens/', { body })),
    onSuccess: refresh,
    gcTime: 0,
  })
}

export function useRevokeToken() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(client.DELETE('/api/tokens/{token_id}/', { params: { path: { token_id: id } } })),
    onSettled: refresh,
  })
}

function useRefresh() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: sessionKeys.tokens })
}
