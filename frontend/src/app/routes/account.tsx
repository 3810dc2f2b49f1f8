import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { sessionQuery } from '@/api/session'
import { PageHeader } from '@/components/layout/page-header'
import { ChangePasswordPanel } from '@/features/session/change-password-panel'
import { SecondFactorDemand } from '@/features/session/second-factor-demand'
import { SecondFactorPanel } from '@/features/session/second-factor-panel'
import { TokensPanel } from '@/features/session/tokens-panel'
import { roleName } from '@/lib/access'
import { hasReturnAddress, returnAddress } from '@/lib/return-address'

/**
 * What somebody can do about their own account. Whose role demands a second factor finds nothing else here until it is
 * set up, and then goes on to where they wanted to go.
 */
export function Account() {
  const { data: session } = useQuery(sessionQuery)
  const user = session?.user
  const demanded = session?.second_factor_required === true
  const onSetUp = useGoOn()
  return (
    <div className="flex max-w-3xl flex-col">
      <PageHeader title="Your account" />
      {user && (
        <p className="-mt-3 mb-5 text-sm text-ink-soft">
          {user.name && `${user.name}, `}signed in as{' '}
          <strong className="font-semibold text-ink">{user.username}</strong> · {roleName(user.role)}
        </p>
      )}
      <div className="flex flex-col gap-5">
        {demanded && user && <SecondFactorDemand role={user.role} />}
        {!demanded && <ChangePasswordPanel />}
        <SecondFactorPanel onSetUp={onSetUp} />
        {!demanded && <TokensPanel />}
      </div>
    </div>
  )
}

/** Once the second factor is on and its codes are seen to: the desk is open to the account. */
function useGoOn(): () => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return () => {
    queryClient.setQueryData(
      sessionQuery.queryKey,
      (session) => session && { ...session, second_factor_required: false },
    )
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    if (hasReturnAddress(search)) void navigate(returnAddress(search), { replace: true })
  }
}
