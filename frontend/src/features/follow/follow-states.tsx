import { Hourglass, Unlink } from 'lucide-react'
import { toApiError } from '@/api/errors'
import { EmptyState } from '@/components/ui/empty-state'
import { Failure } from '@/components/ui/failure'
import { Skeleton } from '@/components/ui/skeleton'
import { roughDuration } from '@/lib/time'

/** Nothing behind the #. */
export function IncompleteLink() {
  return (
    <EmptyState icon={<Unlink />} title="This link is not complete">
      Open it again as you were given it, with everything behind the #.
    </EmptyState>
  )
}

/** The desk tells a wrong link from a ticket that is gone no more than this. */
function LeadsNowhere() {
  return (
    <EmptyState icon={<Unlink />} title="This link leads to no ticket">
      It may be cut off or mistyped, or the ticket has been deleted. Open it again as you were given it.
    </EmptyState>
  )
}

function AskedTooOften({ wait }: { wait: number }) {
  return (
    <EmptyState icon={<Hourglass />} title="The desk was asked too often from here">
      Nothing is wrong with your ticket. This page looks again by itself in {roughDuration(wait / 1000)}.
    </EmptyState>
  )
}

/** Why there is nothing to show. */
export function NothingToShow({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { status, retryAfter } = toApiError(error)
  if (status === 404) return <LeadsNowhere />
  if (status === 429) return <AskedTooOften wait={retryAfter ?? 30_000} />
  return <Failure what="Your ticket" error={error} onRetry={onRetry} />
}

export function FollowSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-5">
      <span className="sr-only">Loading your ticket</span>
      <Skeleton className="h-7 w-3/5" />
      <Skeleton className="h-20 w-full rounded-lg" />
      <Skeleton className="h-32 w-full rounded-lg" />
    </div>
  )
}
