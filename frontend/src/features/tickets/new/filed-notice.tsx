import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { Filed } from '../use-create-ticket'
import { FollowIt } from './follow-it'

/** `linked`: whoever filed it may read it too. */
export function FiledNotice({ filed: { ticket, followToken }, linked }: { filed: Filed; linked: boolean }) {
  const notice = useRef<HTMLDivElement>(null)

  // On a phone the button that sends a ticket is far below; the link is shown this once.
  useEffect(() => {
    // Its answer, a promise in newer browsers, must not be taken for how to clean up.
    void notice.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  return (
    <div ref={notice}>
      <Notice tone="good" title={`Ticket ${ticket.id} is filed`}>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {linked ? (
            <Link
              to={paths.ticket(ticket.id)}
              dir="auto"
              className="user-text line-clamp-1 font-semibold text-ink underline underline-offset-3"
            >
              {ticket.title}
            </Link>
          ) : (
            <span dir="auto" className="user-text line-clamp-1 font-semibold text-ink">
              {ticket.title}
            </span>
          )}
          <CategoryBadge category={ticket.category} />
          <PriorityBadge priority={ticket.priority} />
        </p>
        <FollowIt token={followToken} />
      </Notice>
    </div>
  )
}
