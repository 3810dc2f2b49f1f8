import { Link } from 'react-router'
import type { FollowedTicket as Followed } from '@/api/types'
import { CategoryBadge, PriorityBadge, StatusBadge } from '@/components/ui/badges'
import { paths } from '@/lib/paths'
import { Changes } from './changes'
import { isOver, STATUS_MEANS } from './status-words'

/** A ticket as who wrote it sees it: how it stands in plain words, how it came there, and what they wrote. */
export function FollowedTicket({ ticket }: { ticket: Followed }) {
  return (
    <article className="flex flex-col gap-7">
      <header>
        <p className="mb-1 text-xs text-ink-faint">Ticket {ticket.id}</p>
        <h1 dir="auto" className="user-text text-xl font-bold tracking-tight">
          {ticket.title}
        </h1>
        <p className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
          <CategoryBadge category={ticket.category} />
          <PriorityBadge priority={ticket.priority} />
        </p>
      </header>
      <div className="rounded-lg bg-surface px-5 py-4 shadow-card">
        {/* Told when it changes while somebody waits for it. */}
        <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-lg font-semibold">
          <StatusBadge status={ticket.status} />
          <span className="min-w-0 text-balance">{STATUS_MEANS[ticket.status]}</span>
        </p>
        {isOver(ticket.status) && (
          <p className="mt-2 text-sm text-ink-soft">
            Is something still wrong?{' '}
            <Link
              to={paths.newTicket}
              className="font-semibold text-pencil underline-offset-3 hover:underline"
            >
              Write a new ticket
            </Link>{' '}
            and mention number {ticket.id}.
          </p>
        )}
      </div>
      <Changes ticket={ticket} />
      <section aria-labelledby="written-heading">
        <h2 id="written-heading" className="mb-3 text-sm font-semibold text-ink-soft">
          What was written
        </h2>
        <div dir="auto" className="user-text rounded-lg bg-surface px-5 py-4 whitespace-pre-wrap shadow-card">
          {ticket.description}
        </div>
      </section>
    </article>
  )
}
