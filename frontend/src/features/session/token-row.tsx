import { useState } from 'react'
import type { Token } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { useNow } from '@/hooks/use-now'
import { cx } from '@/lib/cx'
import { SCOPE_WORDS, timeLeft, tokenState } from './token-words'
import { useRevokeToken } from './use-tokens'

export function TokenRow({ token }: { token: Token }) {
  const now = useNow()
  const [asking, setAsking] = useState(false)
  const revoke = useRevokeToken()
  const state = tokenState(token, now)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t py-3 first:border-0">
      <div className="min-w-0">
        <p
          className={cx(
            'user-text text-sm font-semibold',
            state !== 'valid' && 'text-ink-faint line-through',
          )}
        >
          {token.name}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-faint">
          <span className="font-mono">{token.prefix}…</span>
          <span>{SCOPE_WORDS[token.scope].split(':')[0]}</span>
          <span>
            {token.last_used_at ? (
              <>
                used <Time value={token.last_used_at} />
              </>
            ) : (
              'never used'
            )}
          </span>
          {state === 'valid' && <span>expires {timeLeft(token.expires_at, now)}</span>}
          {state === 'expired' && <span>expired</span>}
          {state === 'revoked' && <span>revoked</span>}
        </p>
        {revoke.isError && <p className="mt-1 text-sm text-danger">It was not revoked. Try again.</p>}
      </div>
      {state === 'valid' &&
        (asking ? (
          <div className="flex gap-2">
            <Button autoFocus variant="ghost" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button variant="solid" disabled={revoke.isPending} onClick={() => revoke.mutate(token.id)}>
              Yes, revoke
            </Button>
          </div>
        ) : (
          <Button aria-label={`Revoke ${token.name}`} onClick={() => setAsking(true)}>
            Revoke
          </Button>
        ))}
    </li>
  )
}
