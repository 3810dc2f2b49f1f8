import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '@/api/session'
import { PageHeader } from '@/components/layout/page-header'
import { ChangePasswordPanel } from '@/features/session/change-password-panel'
import { SecondFactorPanel } from '@/features/session/second-factor-panel'
import { TokensPanel } from '@/features/session/tokens-panel'
import { roleName } from '@/lib/access'

/** What somebody can do about their own account. */
export function Account() {
  const user = useQuery(sessionQuery).data?.user
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
        <ChangePasswordPanel />
        <SecondFactorPanel />
        <TokensPanel />
      </div>
    </div>
  )
}
