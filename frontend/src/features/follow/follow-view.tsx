import { useQuery } from '@tanstack/react-query'
import { toApiError } from '@/api/errors'
import { FollowSkeleton, NothingToShow } from './follow-states'
import { FollowedTicket } from './followed-ticket'
import { Freshness } from './freshness'
import { followQuery } from './queries'

/** What the link of a ticket shows, kept up to date while somebody looks at it. */
export function FollowView({ token }: { token: string }) {
  const { data, isPending, isFetching, isPaused, dataUpdatedAt, refetch, ...failed } = useQuery(
    followQuery(token),
  )
  // Offline the second attempt waits for a connection, and the first one has told why.
  const error = failed.error ?? failed.failureReason
  const look = () => void refetch()
  if (isPending && !isPaused) return <FollowSkeleton />
  // What was seen before stays in sight over a failure, but not when the ticket is gone.
  if (!data || (error && toApiError(error).status === 404)) {
    return <NothingToShow error={error} onRetry={look} />
  }
  return (
    <>
      <FollowedTicket ticket={data} />
      <div className="mt-6 border-line border-t pt-3">
        <Freshness lookedAt={dataUpdatedAt} error={error} looking={isFetching} onLook={look} />
      </div>
    </>
  )
}
