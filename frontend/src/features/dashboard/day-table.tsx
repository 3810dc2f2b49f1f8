import { formatCount } from '@/lib/format'
import { type Day, longDay } from './days'

export function DayTable({ days }: { days: readonly Day[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
    <section tabIndex={0} aria-label="Tickets per day, table" className="h-57.5 overflow-y-auto">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-left text-xs text-ink-faint">
          <tr>
            <th scope="col" className="py-1 font-semibold">
              Day (UTC)
            </th>
            <th scope="col" className="py-1 text-right font-semibold">
              Created
            </th>
            <th scope="col" className="py-1 text-right font-semibold">
              Resolved
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date} className="border-line border-t">
              <th scope="row" className="py-1 text-left font-normal text-ink-soft">
                {longDay(day.date)}
              </th>
              <td className="py-1 text-right">{formatCount(day.created)}</td>
              <td className="py-1 text-right">{formatCount(day.resolved)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
