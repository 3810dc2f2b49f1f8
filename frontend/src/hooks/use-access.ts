import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '@/api/session'
import { type Access, accessOf } from '@/lib/access'

export function useAccess(): Access {
  return accessOf(useQuery(sessionQuery).data)
}

/** Whether the desk has said who this is: nothing is hidden before, but what it refuses to some is not asked either. */
export function useIsAccessKnown(): boolean {
  return !useQuery(sessionQuery).isPending
}

export function useMayChange(): boolean {
  return useAccess() === 'agent'
}
