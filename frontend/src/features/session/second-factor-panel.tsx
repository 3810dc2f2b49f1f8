import { useQuery } from '@tanstack/react-query'
import { ShieldCheck, ShieldOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Failure } from '@/components/ui/failure'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { plural } from '@/lib/format'
import { PasswordPrompt } from './password-prompt'
import { secondFactorQuery } from './queries'
import { RecoveryCodes } from './recovery-codes'
import { SecondFactorSetup } from './second-factor-setup'
import { useBeginSecondFactor, useConfirmSecondFactor, useRemoveSecondFactor } from './use-second-factor'

/** Codes from an authenticator app beside the password: on, off, and the steps between. `onSetUp`: it is on, and its codes were seen. */
export function SecondFactorPanel({ onSetUp }: { onSetUp: () => void }) {
  const factor = useQuery(secondFactorQuery)
  const [asking, setAsking] = useState(false)
  const begin = useBeginSecondFactor()
  const confirm = useConfirmSecondFactor()
  const remove = useRemoveSecondFactor()

  function leave() {
    setAsking(false)
    for (const step of [begin, confirm, remove]) step.reset()
  }

  function content(): ReactNode {
    if (confirm.data) {
      return (
        <RecoveryCodes
          codes={confirm.data.recovery_codes}
          onDone={() => {
            leave()
            onSetUp()
          }}
        />
      )
    }
    if (begin.data) return <SecondFactorSetup {...begin.data} confirm={confirm} onCancel={leave} />
    if (!factor.data) return null
    const { enabled, recovery_codes_left: left } = factor.data
    if (asking) {
      const step = enabled ? remove : begin
      return (
        <PasswordPrompt
          action={enabled ? 'Remove the second factor' : 'Go on'}
          pending={step.isPending}
          error={step.error}
          onPassword={(password) =>
            enabled ? remove.mutate(password, { onSuccess: leave }) : begin.mutate(password)
          }
          onCancel={leave}
        />
      )
    }
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="flex items-center gap-2.5 text-sm">
          {enabled ? (
            <>
              <ShieldCheck aria-hidden="true" className="size-5 shrink-0 text-good" />
              <span>
                <strong className="font-semibold">On.</strong> {plural(left, 'recovery code')} left.
              </span>
            </>
          ) : (
            <>
              <ShieldOff aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
              <span className="text-ink-soft">Off: the password alone signs you in.</span>
            </>
          )}
        </p>
        <Button onClick={() => setAsking(true)}>{enabled ? 'Remove it' : 'Set it up'}</Button>
      </div>
    )
  }

  return (
    <Panel title="Second factor">
      {factor.isPending && (
        <div role="status">
          <span className="sr-only">Loading</span>
          <Skeleton className="h-5 w-3/5" />
        </div>
      )}
      {factor.isError && !factor.data && (
        <Failure what="The second factor" error={factor.error} onRetry={() => void factor.refetch()} />
      )}
      {content()}
    </Panel>
  )
}
