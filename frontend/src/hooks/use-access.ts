import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '@/api/session'
import { type Access, accessOf } from '@/lib/access'

export function useAccess(): Access {
  return accessOf(useQuery(sessionQuery).data)
}

export function useMayChange(): boolean {
  return useAccess() === 'agent'
}
