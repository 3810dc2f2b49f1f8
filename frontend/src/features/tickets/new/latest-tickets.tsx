import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { Link } from 'react-router'
import { CategoryBadge, PriorityBadge, StatusBadge } from '@/components/ui/badges'
import { Failure } from '@/components/ui/failure'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { cx } from '@/lib/cx'
import { paths } from '@/lib/paths'
import { latestQuery } from '../queries'

const SHOWN = 8

/** The newest tickets beside the form, so that a new one is seen to arrive. Not drawn anew at each key in the form. */
export const LatestTickets = memo(function LatestTickets({ arrivedId }: { arrivedId: number | undefined }) {
  const latest = useQuery(latestQuery)
  return (
    <section aria-labelledby="latest-heading">
      <h2 id="latest-heading" className="mb-2 text-sm font-semibold text-ink-soft">
        Latest tickets
      </h2>
      {latest.isPending && <LatestSkeleton />}
      {latest.isError && !latest.data && (
        <Failure what="The latest tickets" error={latest.error} onRetry={() => void latest.refetch()} />
      )}
      {latest.data?.results.length === 0 && (
        <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-sm text-ink-faint">
          None yet. Yours will be the first.
        </p>
      )}
      <ul className="overflow-hidden rounded-lg bg-surface shadow-card empty:hidden">
        {latest.data?.results.slice(0, SHOWN).map((ticket) => (
          <li
            key={ticket.id}
            className={cx(
              'relative border-line border-b last:border-0',
              ticket.id === arrivedId && 'animate-arrive',
            )}
          >
            <Link to={paths.ticket(ticket.id)} className="block px-4 py-3 -outline-offset-2 hover:bg-sunken">
              <span className="flex items-baseline justify-between gap-3">
                <span dir="auto" className="user-text line-clamp-1 text-sm font-semibold">
                  {ticket.title}
                </span>
                <Time value={ticket.created_at} className="shrink-0 text-xs text-ink-faint" />
              </span>
              <span className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1">
                <StatusBadge status={ticket.status} />
                <PriorityBadge priority={ticket.priority} />
                <CategoryBadge category={ticket.category} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
})

function LatestSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-5 rounded-lg bg-surface p-4 shadow-card">
      <span className="sr-only">Loading the latest tickets</span>
      {[0, 1, 2, 3, 4].map((row) => (
        <div key={row}>
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="mt-2 h-4 w-1/2" />
        </div>
      ))}
    </div>
  )
}
