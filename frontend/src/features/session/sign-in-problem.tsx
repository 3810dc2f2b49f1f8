import type { ApiError } from '@/api/errors'
import { Notice } from '@/components/ui/notice'
import { useNow } from '@/hooks/use-now'
import { describeSignInProblem } from './sign-in-words'

/** `since`: when the attempt was made, in milliseconds; a lock-out counts from there. */
export function SignInProblem({ error, since }: { error: ApiError; since: number }) {
  const now = useNow()
  const { title, advice } = describeSignInProblem(error, since + (error.retryAfter ?? 0) - now)
  return (
    <Notice tone="danger" title={title}>
      <p>{advice}</p>
      {error.requestId && error.status >= 500 && (
        <p className="mt-1 font-mono text-2xs">Request {error.requestId}</p>
      )}
    </Notice>
  )
}
