import { toApiError } from '@/api/errors'
import { Notice } from '@/components/ui/notice'
import { unknownTickets } from './estimate-line'

/** Why no run began, or that it is not known. */
export function StartProblem({ error }: { error: unknown }) {
  const { code, message, fields, requestId, unanswered } = toApiError(error)
  return (
    <Notice
      tone="danger"
      className="mt-4"
      title={unanswered ? 'No answer came from the desk' : 'The run was not started'}
    >
      {unanswered && <p>Perhaps it was started all the same: look among the runs before you try again.</p>}
      {!unanswered && <p>{code === 'unknown_tickets' ? unknownTickets(fields) : message}</p>}
      {requestId && <p className="mt-1 font-mono text-2xs">Request {requestId}</p>}
    </Notice>
  )
}
