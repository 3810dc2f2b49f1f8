import { Link } from 'react-router'
import { toApiError } from '@/api/errors'
import type { ApplyResult } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { plural } from '@/lib/format'
import { paths } from '@/lib/paths'
import { notAppliedWords } from './outcome-words'

interface ApplyOutcomeProps {
  result: ApplyResult | undefined
  error: unknown
  onDismiss: () => void
}

/** What was taken over, and of what was not, why. */
export function ApplyOutcome({ result, error, onDismiss }: ApplyOutcomeProps) {
  const dismiss = (
    <Button variant="ghost" onClick={onDismiss}>
      Dismiss
    </Button>
  )
  if (error) {
    return (
      <Notice tone="danger" title="The analyses were not applied" actions={dismiss} className="mb-2">
        {toApiError(error).message}
      </Notice>
    )
  }
  if (!result) return null
  const { applied, refused } = result
  return (
    <Notice
      tone={refused.length > 0 ? 'warn' : 'good'}
      title={[
        applied.length > 0 && `${plural(applied.length, 'ticket')} changed`,
        refused.length > 0 &&
          `${plural(refused.length, 'ticket')} left as ${refused.length === 1 ? 'it is' : 'they are'}`,
      ]
        .filter(Boolean)
        .join(', ')}
      actions={dismiss}
      className="mb-2"
    >
      {refused.length > 0 && (
        <ul className="flex max-h-40 flex-col gap-0.5 overflow-y-auto">
          {refused.map(({ ticket_id: id, reason }) => (
            <li key={id}>
              <Link to={paths.ticket(id)} className="font-semibold text-pencil underline underline-offset-3">
                Ticket {id}
              </Link>
              : {notAppliedWords(reason)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
