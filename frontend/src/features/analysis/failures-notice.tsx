import { RotateCw } from 'lucide-react'
import { toApiError } from '@/api/errors'
import type { RunDetail } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useMayChange } from '@/hooks/use-access'
import { formatCount, plural } from '@/lib/format'
import { isActive } from './run-state'
import { useRunChange } from './use-run-change'

/** What did not go well, grouped by its reason, and the way to repeat just that. */
export function FailuresNotice({ run }: { run: RunDetail }) {
  const mayChange = useMayChange()
  const retry = useRunChange('retry', run.id)
  const { failures, counts } = run
  const again =
    failures.reduce((sum, { count, retryable }) => sum + (retryable ? count : 0), 0) + counts.cancelled
  if (failures.length === 0 && counts.cancelled === 0 && run.status !== 'failed') return null
  return (
    <Notice
      tone={run.status === 'failed' ? 'danger' : counts.failed > 0 ? 'warn' : 'info'}
      title={titleOf(run)}
      actions={
        mayChange &&
        !isActive(run) &&
        again > 0 && (
          <Button disabled={retry.isPending} onClick={() => retry.mutate()}>
            <RotateCw aria-hidden="true" className="size-4" />
            {counts.failed > 0
              ? `Retry the failed ones (${formatCount(again)})`
              : `Analyse the rest (${formatCount(again)})`}
          </Button>
        )
      }
    >
      {run.status === 'failed' && <p className="user-text">{run.error}</p>}
      {failures.length > 0 && (
        <ul className="mt-1 flex flex-col gap-0.5">
          {failures.map(({ reason, count, retryable }) => (
            <li key={reason} className="user-text">
              <strong className="font-semibold text-ink">{formatCount(count)}</strong> {reason}
              {!retryable && <span className="text-ink-faint"> (cannot be retried)</span>}
            </li>
          ))}
        </ul>
      )}
      {retry.isError && <p className="mt-1 text-danger">{toApiError(retry.error).message}</p>}
    </Notice>
  )
}

function titleOf({ status, counts }: RunDetail): string {
  if (status === 'failed') return 'The run could not go on'
  if (counts.failed > 0) return `${plural(counts.failed, 'ticket')} could not be analysed`
  return `${plural(counts.cancelled, 'ticket was', 'tickets were')} left out when the run was cancelled`
}
