import { Link } from 'react-router'
import type { Ticket } from '@/api/types'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'

/** `linked`: whoever filed it may read it too. */
export function FiledNotice({ ticket, linked }: { ticket: Ticket; linked: boolean }) {
  return (
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
    </Notice>
  )
}
