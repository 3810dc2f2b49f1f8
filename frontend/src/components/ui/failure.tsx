import { RotateCw } from 'lucide-react'
import { toApiError } from '@/api/errors'
import { Button } from './button'
import { Notice } from './notice'

/** A thing that could not be loaded, with the id that finds it in the server's log, and a way to try again. */
export function Failure({ what, error, onRetry }: { what: string; error: unknown; onRetry: () => void }) {
  const { message, requestId, unanswered } = toApiError(error)
  return (
    <Notice
      tone="danger"
      title={`${what} could not be loaded.`}
      actions={
        <Button onClick={onRetry}>
          <RotateCw aria-hidden="true" className="size-4" /> Try again
        </Button>
      }
    >
      <p>
        {message} {unanswered && 'Check your connection.'}
      </p>
      {requestId && <p className="mt-1 font-mono text-2xs">Request {requestId}</p>}
    </Notice>
  )
}
