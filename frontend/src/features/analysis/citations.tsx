import { useState } from 'react'
import { Link } from 'react-router'
import type { Figure, Summary } from '@/api/types'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import { figureValue } from './figure-words'

/** More ids than these are shown when asked for. */
const SHOWN_AT_ONCE = 6

const CHIP = 'inline-flex items-center gap-1 rounded-full border border-line px-2 py-0.5 text-2xs'

interface CitationsProps {
  claim: Summary['claims'][number]
  figures: readonly Figure[]
}

/** What a claim rests on: figures with their values, and tickets to look at. */
export function Citations({ claim, figures }: CitationsProps) {
  const cited = claim.figures.flatMap((key) => figures.find((figure) => figure.key === key) ?? [])
  if (cited.length === 0 && claim.ticket_ids.length === 0) return null
  return (
    <ul aria-label="Rests on" className="mt-1.5 flex flex-wrap gap-1.5">
      {cited.map((figure) => (
        <li key={figure.key} className={`${CHIP} bg-sunken text-ink-soft`}>
          {figure.label}: <strong className="font-semibold text-ink">{figureValue(figure)}</strong>
        </li>
      ))}
      <TicketChips ids={claim.ticket_ids} />
    </ul>
  )
}

/** Links to tickets, as items of a list. */
export function TicketChips({ ids }: { ids: readonly number[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? ids : ids.slice(0, SHOWN_AT_ONCE)
  const more = ids.length - shown.length
  return (
    <>
      {shown.map((id) => (
        <li key={id}>
          <Link
            to={paths.ticket(id)}
            aria-label={`Ticket ${id}`}
            className={`${CHIP} font-semibold text-pencil hover:border-pencil-line hover:bg-pencil-wash`}
          >
            #{id}
          </Link>
        </li>
      ))}
      {more > 0 && (
        <li>
          <button
            type="button"
            onClick={() => setAll(true)}
            className={`${CHIP} border-dashed text-ink-soft hover:bg-sunken`}
          >
            {formatCount(more)} more<span className="sr-only"> tickets</span>
          </button>
        </li>
      )}
    </>
  )
}
