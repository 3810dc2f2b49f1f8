import { EqualNot } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { RunTicket } from '@/api/types'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CATEGORY_LABEL, PRIORITY_LABEL } from '@/lib/choices'
import { paths } from '@/lib/paths'
import { SOURCE_WORDS } from './outcome-words'
import { type Application, applicationOf } from './use-apply'

interface TicketLineProps {
  row: RunTicket
  theme: string | undefined
  picked: boolean
  busy: boolean
  mayApply: boolean
  onPick: (applications: readonly Application[], on: boolean) => void
  onApply: (applications: readonly Application[]) => void
}

/** A ticket of a run: the note, what the analysis says it is, and what the ticket says where that differs. */
export function TicketLine({ row, theme, picked, busy, mayApply, onPick, onApply }: TicketLineProps) {
  const application = mayApply ? applicationOf(row) : undefined
  const name = row.title || `Ticket ${row.ticket_id}`
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2 border-line border-b px-4 py-3 last:border-0 md:grid-cols-[1.5rem_minmax(0,1fr)_8.5rem_8.5rem_5.5rem]">
      <div className="row-span-3 pt-0.5 md:row-span-1">
        {application && (
          <Checkbox
            label={`Select ${name}`}
            checked={picked}
            onToggle={() => onPick([application], !picked)}
          />
        )}
      </div>
      <div className="min-w-0 md:pr-4">
        <h3 className="text-sm font-semibold">
          {row.ticket ? (
            <Link
              to={paths.ticket(row.ticket_id)}
              dir="auto"
              className="user-text line-clamp-2 hover:underline"
            >
              {name}
            </Link>
          ) : (
            <span className="text-ink-soft">Ticket {row.ticket_id}, deleted</span>
          )}
        </h3>
        {row.notes && (
          <p dir="auto" className="user-text mt-0.5 text-sm text-ink-soft">
            {row.notes}
          </p>
        )}
        <p className="user-text mt-1 text-xs text-ink-faint">
          <Outcome row={row} />
          {theme && ` · ${theme}`}
          {row.changed_since && ' · the ticket was changed since'}
        </p>
      </div>
      <div className="col-start-2 mt-2 flex flex-wrap gap-x-5 gap-y-1 md:contents">
        <Said field="category" row={row} />
        <Said field="priority" row={row} />
        {application && (
          <div className="ml-auto md:ml-0 md:justify-self-end">
            <Button
              disabled={busy}
              onClick={() => onApply([application])}
              aria-label={`Apply to ${name}`}
              className="min-h-8 px-3 py-1 text-xs"
            >
              Apply
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}

/** One field: the analysis' value, and under it the ticket's own where that is another. */
function Said({ field, row }: { field: 'category' | 'priority'; row: RunTicket }) {
  if (row.status !== 'done') return <div className="max-md:hidden" />
  const differs = row.disagrees.includes(field) && row.ticket !== null
  return (
    <div className="md:pt-0.5">
      {field === 'category'
        ? row.category && <CategoryBadge category={row.category} />
        : row.priority && <PriorityBadge priority={row.priority} />}
      {differs && row.ticket && (
        <p className="mt-0.5 flex items-center gap-1 text-2xs font-semibold text-warn">
          <EqualNot aria-hidden="true" className="size-3 shrink-0" />
          {`ticket: ${field === 'category' ? CATEGORY_LABEL[row.ticket.category] : PRIORITY_LABEL[row.ticket.priority]}`}
        </p>
      )}
    </div>
  )
}

function Outcome({ row }: { row: RunTicket }): ReactNode {
  switch (row.status) {
    case 'done':
      return `By ${row.source ? SOURCE_WORDS[row.source] : 'nobody'}${row.warning ? `. ${row.warning}` : ''}`
    case 'failed':
      return <span className="font-semibold text-danger">Failed: {row.error}</span>
    case 'pending':
      return 'Waiting for its turn'
    case 'skipped':
      return 'Skipped: another run had it'
    case 'cancelled':
      return 'Left out when the run was cancelled'
  }
}
