import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { sessionKeys } from './queries'

/** What it answers is a secret: it is kept in the page and nowhere else. */
export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(client.POST('/api/session/second-factor/', { body: { password } })),
    gcTime: 0,
  })
}

export function useConfirmSecondFactor() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(client.POST('/api/session/second-factor/confirm/', { body: { code } })),
    onSuccess: refresh,
    gcTime: 0,
  })
}

export function useRemoveSecondFactor() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(client.POST('/api/session/second-factor/remove/', { body: { password } })),
    onSuccess: refresh,
  })
}

function useRefresh() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: sessionKeys.secondFactor })
}
