import { Navigate, Outlet, useLocation } from 'react-router'
import { useAccess } from '@/hooks/use-access'
import { secondFactorPath } from '@/lib/return-address'

/** Whose role demands a second factor sets it up before anything else: the desk answers them nothing until then. */
export function SecondFactorFirst() {
  const access = useAccess()
  const here = useLocation()
  return access === 'unready' ? <Navigate to={secondFactorPath(here)} replace /> : <Outlet />
}
