import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { useAccount } from '@/hooks/use-account'
import { announce } from '@/lib/desk-events'
import { toast } from '@/lib/toasts'

export function useSignOut() {
  const queryClient = useQueryClient()
  const account = useAccount()
  return useMutation({
    mutationFn: () => unwrap(client.DELETE('/api/session/')),
    onSuccess: async () => {
      // An older question may have an older answer.
      await queryClient.cancelQueries({ queryKey: sessionQuery.queryKey })
      queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, user: null })
      announce({ type: 'signed-out', account })
      toast({ tone: 'good', title: 'You are signed out' })
    },
    onError: () =>
      toast({
        tone: 'danger',
        title: 'You are still signed in',
        body: 'The desk did not answer. Try again before you leave this computer.',
      }),
  })
}
