import { UserRoundX } from 'lucide-react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { EmptyState } from '@/components/ui/empty-state'
import { useAccess } from '@/hooks/use-access'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { signInPath } from '@/lib/return-address'

/** Pages for who may read tickets. Others are sent to sign in, also when their session ends while they read. */
export function AgentsOnly() {
  const access = useAccess()
  const here = useLocation()
  if (access === 'anybody') return <Navigate to={signInPath(here)} replace />
  return access === 'stranger' ? <NoRole /> : <Outlet />
}

function NoRole() {
  useDocumentTitle('No role yet')
  return (
    <EmptyState icon={<UserRoundX />} title="Your account has no role yet">
      It can write tickets, and not read them. An administrator of the desk can make you an agent.
    </EmptyState>
  )
}
