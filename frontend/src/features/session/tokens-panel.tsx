import { useQuery } from '@tanstack/react-query'
import { Failure } from '@/components/ui/failure'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { NewTokenNotice } from './new-token-notice'
import { tokensQuery } from './queries'
import { TokenForm } from './token-form'
import { TokenRow } from './token-row'
import { useCreateToken } from './use-tokens'

/** Tokens by which programs use the API in the name of the account. */
export function TokensPanel() {
  const tokens = useQuery(tokensQuery)
  const create = useCreateToken()
  return (
    <Panel title="API tokens">
      <p className="-mt-2 mb-4 max-w-prose text-sm text-ink-soft">
        For programs that use the desk in your name. A token may never do more than you.
      </p>
      {create.data ? (
        <NewTokenNotice token={create.data} onDone={create.reset} />
      ) : (
        <TokenForm create={create} />
      )}
      <div className="mt-5 border-line border-t pt-2">
        {tokens.isPending && (
          <div role="status" className="py-3">
            <span className="sr-only">Loading your tokens</span>
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="mt-2 h-3 w-3/5" />
          </div>
        )}
        {tokens.isError && !tokens.data && (
          <Failure what="Your tokens" error={tokens.error} onRetry={() => void tokens.refetch()} />
        )}
        {tokens.data?.length === 0 && <p className="py-3 text-sm text-ink-faint">You have no tokens.</p>}
        <ul aria-label="Your tokens">
          {tokens.data?.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      </div>
    </Panel>
  )
}
