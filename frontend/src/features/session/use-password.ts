import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { csrfToken } from '@/api/csrf'
import { sessionQuery } from '@/api/session'

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) =>
      unwrap(client.POST('/api/session/password/', { body })),
  })
}

/** By the code of a one-time link; nobody is signed in by it. */
export function useSetPassword() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: { code: string; new_password: string }) => {
      if (!csrfToken()) await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      return unwrap(client.POST('/api/session/password/link/', { body }))
    },
  })
}
