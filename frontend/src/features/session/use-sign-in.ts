import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { csrfToken } from '@/api/csrf'
import { sessionQuery } from '@/api/session'
import { announce } from '@/lib/desk-events'

export interface Credentials {
  username: string
  password: string
  /** Of the second factor; empty until it is asked for. */
  code: string
}

export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      // The question who this is brings the cookie that signing in needs; the first one may have failed.
      if (!csrfToken()) await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      return unwrap(client.POST('/api/session/', { body: credentials }))
    },
    onSuccess: async (session) => {
      // An older question may have an older answer.
      await queryClient.cancelQueries({ queryKey: sessionQuery.queryKey })
      queryClient.setQueryData(sessionQuery.queryKey, session)
      announce({ type: 'signed-in' })
    },
  })
}
