import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { sessionQuery } from '@/api/session'
import { signInPath } from '@/lib/return-address'

/** Pages about an account: on an open desk too they need one. */
export function SignedInOnly() {
  const { data: session } = useQuery(sessionQuery)
  const here = useLocation()
  if (session && !session.user) return <Navigate to={signInPath(here)} replace />
  return <Outlet />
}
