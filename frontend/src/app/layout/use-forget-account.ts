import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { sessionQuery } from '@/api/session'
import { SESSION_KEY } from '@/api/session-key'

/** Whoever signs in next sees nothing that was loaded for the account before. */
export function useForgetAccount(): void {
  const queryClient = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const id = session && (session.user?.id ?? null)
  const before = useRef(id)

  useEffect(() => {
    const left = before.current
    if (id !== undefined) before.current = id
    if (left === undefined || left === null || id === undefined || left === id) return
    const others = {
      predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== SESSION_KEY[0],
    }
    queryClient.removeQueries({ ...others, type: 'inactive' })
    void queryClient.resetQueries(others)
  }, [queryClient, id])
}
