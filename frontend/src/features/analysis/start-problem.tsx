import { toApiError } from '@/api/errors'
import { Notice } from '@/components/ui/notice'
import { refusalWords } from './refusal-words'

/** Why no run began, or that it is not known. */
export function StartProblem({ error }: { error: unknown }) {
  const refusal = toApiError(error)
  const { requestId, unanswered } = refusal
  return (
    <Notice
      tone="danger"
      className="mt-4"
      title={unanswered ? 'No answer came from the desk' : 'The run was not started'}
    >
      <p>
        {unanswered
          ? 'Perhaps it was started all the same: look among the runs before you try again.'
          : refusalWords(refusal)}
      </p>
      {requestId && <p className="mt-1 font-mono text-2xs">Request {requestId}</p>}
    </Notice>
  )
}
