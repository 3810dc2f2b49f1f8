import type { ApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { describePatch, explainFailure, summariseDifference } from '../failure-words'
import type { TicketChange } from '../use-update-ticket'

export interface Problem {
  error: ApiError
  change: TicketChange
}

interface ChangeProblemProps {
  problem: Problem
  onApply: (change: TicketChange) => void
  onLeave: () => void
}

/** A change that did not go through. On a conflict the page already shows what somebody else made of the ticket. */
export function ChangeProblem({ problem: { error, change }, onApply, onLeave }: ChangeProblemProps) {
  const { current } = error
  return (
    <Notice
      tone={current ? 'warn' : 'danger'}
      title={current ? 'Somebody else changed this ticket first' : 'Your change was not saved'}
      actions={
        <>
          <Button onClick={() => onApply({ ...change, ticket: current ?? change.ticket })}>
            {current ? 'Apply mine again' : 'Try again'}
          </Button>
          <Button variant="ghost" onClick={onLeave}>
            {current ? 'Leave it as it is now' : 'Dismiss'}
          </Button>
        </>
      }
    >
      {current
        ? `In the meantime: ${summariseDifference(change.ticket, current)}. Your change (${describePatch(change.patch)}) was not saved.`
        : explainFailure(error)}
    </Notice>
  )
}
