import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowRightLeft, CirclePlus, ListChecks, PencilLine, ThumbsUp, Undo2, UserRound } from 'lucide-react'
import type { ComponentType } from 'react'
import type { TicketEvent } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Failure } from '@/components/ui/failure'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { cx } from '@/lib/cx'
import { historyQuery } from '../queries'
import { actorOf, describeEvent, sourceOf } from './event-words'

const LOOK: Record<TicketEvent['kind'], { icon: ComponentType<{ className?: string }>; tone: string }> = {
  created: { icon: CirclePlus, tone: 'text-ink-faint' },
  changed: { icon: ArrowRightLeft, tone: 'text-ink-faint' },
  suggested: { icon: PencilLine, tone: 'text-pencil' },
  accepted: { icon: ThumbsUp, tone: 'text-good' },
  overridden: { icon: Undo2, tone: 'text-warn' },
  applied: { icon: ListChecks, tone: 'text-pencil' },
}

const ASSIGNED = { icon: UserRound, tone: 'text-ink-faint' }

/** What happened to a ticket, newest first. */
export function Timeline({ id }: { id: number }) {
  const history = useInfiniteQuery(historyQuery(id))
  const events = history.data?.pages.flatMap((page) => page.results) ?? []
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading" className="mb-3 text-sm font-semibold text-ink-soft">
        History
      </h2>
      {history.isPending && (
        <div role="status" className="flex flex-col gap-4">
          <span className="sr-only">Loading the history</span>
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      )}
      {history.isError && events.length === 0 && (
        <Failure what="The history" error={history.error} onRetry={() => void history.refetch()} />
      )}
      <ol>
        {events.map((event) => (
          <TimelineEntry key={event.id} event={event} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button onClick={() => void history.fetchNextPage()} disabled={history.isFetchingNextPage}>
          Show older
        </Button>
      )}
    </section>
  )
}

function TimelineEntry({ event }: { event: TicketEvent }) {
  const { icon: Icon, tone } = event.field === 'assignee' ? ASSIGNED : LOOK[event.kind]
  const source = sourceOf(event)
  return (
    <li className="relative flex gap-3 pb-4 before:absolute before:top-6 before:bottom-0 before:left-2.75 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken">
        <Icon aria-hidden="true" className={cx('size-3.5', tone)} />
      </span>
      <p dir="auto" className="user-text min-w-0 flex-1 pt-0.5 text-sm text-ink-soft">
        <strong className="font-semibold text-ink">{actorOf(event)}</strong> {describeEvent(event)}
        {source && <span className="text-ink-faint"> · {source}</span>}
      </p>
      <Time value={event.created_at} className="shrink-0 pt-1 text-xs text-ink-faint" />
    </li>
  )
}
