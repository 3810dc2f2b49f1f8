import { memo } from 'react'
import { Link } from 'react-router'
import type { Ticket, TicketPatch } from '@/api/types'
import { Avatar } from '@/components/ui/avatar'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { Checkbox } from '@/components/ui/checkbox'
import { Time } from '@/components/ui/time'
import { cx } from '@/lib/cx'
import { paths } from '@/lib/paths'
import { StatusMenu } from '../status-menu'

interface TicketRowProps {
  ticket: Ticket
  listAddress: string
  picked: boolean
  /** Else it is only read: no checkbox, no menu. */
  mayChange: boolean
  onPick: (id: number, range: boolean) => void
  onChange: (ticket: Ticket, patch: TicketPatch) => void
}

const WITH_CHECKBOX =
  'grid-cols-[1.25rem_minmax(0,1fr)_auto] md:grid-cols-[1.25rem_minmax(0,1fr)_5.5rem_6rem_7.75rem_1.5rem_4.5rem]'
const WITHOUT_CHECKBOX =
  'grid-cols-[minmax(0,1fr)_auto] md:grid-cols-[minmax(0,1fr)_5.5rem_6rem_7.75rem_1.5rem_4.5rem]'

/** Initials where there are columns; on a phone the name too, beside the status on a line of its own. */
function RowAssignee({ assignee }: Pick<Ticket, 'assignee'>) {
  if (!assignee) return <span className="max-md:hidden" />
  return (
    <>
      <span aria-hidden="true" className="-mb-1.5 basis-full max-md:order-1 md:hidden" />
      <div
        title={assignee.name}
        className="relative z-10 flex min-w-0 flex-1 items-center gap-2 max-md:order-1 md:-mt-0.5 md:self-start"
      >
        <Avatar name={assignee.name} />
        <span className="user-text line-clamp-1 text-xs text-ink-soft md:sr-only">
          <span className="sr-only">Assigned to </span>
          {assignee.name}
        </span>
      </div>
    </>
  )
}

/** The link covers the row; the checkbox and the status button lie above it. Scrolling draws only the rows that come. */
export const TicketRow = memo(function TicketRow(props: TicketRowProps) {
  const { ticket, listAddress, picked, mayChange, onPick, onChange } = props
  return (
    <article
      className={cx(
        'relative grid gap-x-3 border-line border-b px-4 py-3 transition-colors hover:bg-raised has-[[data-pick]_:checked]:bg-pencil-wash',
        mayChange ? WITH_CHECKBOX : WITHOUT_CHECKBOX,
      )}
    >
      {mayChange && (
        <div data-pick="" className="relative z-10 pt-0.5">
          <Checkbox
            label={`Select ${ticket.title}`}
            checked={picked}
            onToggle={(range) => onPick(ticket.id, range)}
          />
        </div>
      )}
      <div className="min-w-0">
        <h2 className="text-sm font-semibold">
          <Link
            to={paths.ticket(ticket.id)}
            state={{ listAddress }}
            data-row-link=""
            dir="auto"
            className="user-text line-clamp-1 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-pencil"
          >
            {ticket.title}
          </Link>
        </h2>
        <p dir="auto" className="user-text mt-0.5 line-clamp-2 text-xs text-ink-soft">
          {ticket.description}
        </p>
      </div>
      <div className="col-span-full row-start-2 mt-2 flex flex-wrap items-center gap-x-4 gap-y-1.5 md:contents">
        <div className="md:pt-px">
          <PriorityBadge priority={ticket.priority} />
        </div>
        <div className="md:pt-px">
          <CategoryBadge category={ticket.category} />
        </div>
        <div className={cx('relative z-10 ml-auto max-md:order-2 md:ml-0', mayChange && 'md:-mt-1')}>
          <StatusMenu
            status={ticket.status}
            of={ticket.title}
            onChange={mayChange ? (status) => onChange(ticket, { status }) : undefined}
          />
        </div>
        <RowAssignee assignee={ticket.assignee} />
      </div>
      <Time
        value={ticket.created_at}
        className="relative z-10 -col-end-1 row-start-1 self-start pt-0.5 text-right text-xs text-ink-faint"
      />
    </article>
  )
})
