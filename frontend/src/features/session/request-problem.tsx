import { toApiError } from '@/api/errors'
import { Notice } from '@/components/ui/notice'
import { roughDuration } from '@/lib/time'

/** A form that was not taken, for a reason that belongs to none of its fields; nothing where it does. */
export function RequestProblem({ title, error }: { title: string; error: unknown }) {
  const { message, fields, requestId, retryAfter, unanswered, status } = toApiError(error)
  if (Object.keys(fields).length > 0) return null
  return (
    <Notice tone="danger" title={title}>
      <p>
        {message} {unanswered && 'Check your connection and try again.'}
        {status === 429 && retryAfter && `Try again in ${roughDuration(retryAfter / 1000)}.`}
      </p>
      {requestId && status >= 500 && <p className="mt-1 font-mono text-2xs">Request {requestId}</p>}
    </Notice>
  )
}
