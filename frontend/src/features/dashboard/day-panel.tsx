import { useState } from 'react'
import { Panel } from '@/components/ui/panel'
import { DayChart } from './day-chart'
import { DayTable } from './day-table'
import type { Day } from './days'

/** The same days as a picture or as a table. */
export function DayPanel({ days }: { days: readonly Day[] }) {
  const [asTable, setAsTable] = useState(false)
  return (
    <Panel
      title="Tickets per day"
      aside={
        <div className="flex items-center gap-4 text-xs text-ink-soft">
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="h-3 w-2 rounded-sm bg-chart" /> Created
          </span>
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="h-0.5 w-4 rounded-full bg-ink" /> Resolved
          </span>
          <button
            type="button"
            onClick={() => setAsTable(!asTable)}
            className="rounded-sm font-semibold text-pencil underline-offset-3 hover:underline"
          >
            {asTable ? 'Show as chart' : 'Show as table'}
          </button>
        </div>
      }
    >
      {asTable ? <DayTable days={days} /> : <DayChart days={days} />}
    </Panel>
  )
}
