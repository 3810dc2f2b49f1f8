import { X } from 'lucide-react'
import type { RunDetail } from '@/api/types'
import { OVERLAID_INPUT } from '@/components/ui/field'
import { formatCount } from '@/lib/format'
import { SHOWN, type Shown, type TableView } from './table-view'

interface TicketsFilterProps {
  run: RunDetail
  view: TableView
  onView: (view: TableView) => void
}

/** All, those that disagree with their ticket, those that failed; and of one theme. */
export function TicketsFilter({ run, view, onView }: TicketsFilterProps) {
  const theme = run.themes.find(({ id }) => id === view.theme)
  const count: Record<Shown, number> = {
    all: run.counts.total + run.counts.skipped,
    disagreements: run.disagreements,
    failed: run.counts.failed,
  }
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      {view.theme !== undefined && (
        <button
          type="button"
          onClick={() => onView({ ...view, theme: undefined, page: 1 })}
          className="inline-flex max-w-72 items-center gap-1.5 rounded-full bg-pencil-wash px-3 py-1 text-xs font-semibold text-pencil hover:underline"
        >
          <span className="truncate">Theme: {theme?.title ?? 'not in this run'}</span>
          <X aria-hidden="true" className="size-3.5 shrink-0" />
          <span className="sr-only">Show all themes</span>
        </button>
      )}
      <fieldset className="inline-flex rounded-full bg-sunken p-0.5 text-xs">
        <legend className="sr-only">Which of the tickets</legend>
        {SHOWN.map((show) => (
          <label
            key={show}
            className="relative rounded-full px-3 py-1 text-ink-soft hover:text-ink has-checked:bg-raised has-checked:font-semibold has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-pencil"
          >
            <input
              type="radio"
              name="shown"
              checked={view.show === show}
              onChange={() => onView({ ...view, show, page: 1 })}
              className={OVERLAID_INPUT}
            />
            {LABEL[show]} <span className="text-ink-faint">{formatCount(count[show])}</span>
          </label>
        ))}
      </fieldset>
    </div>
  )
}

const LABEL: Record<Shown, string> = { all: 'All', disagreements: 'Disagreements', failed: 'Failed' }
