import type { Trends } from '@/api/types'
import { describeDecisions, MIN_DECISIONS } from './acceptance-words'

const FIELDS = [
  { field: 'category', label: 'Category' },
  { field: 'priority', label: 'Priority' },
] as const

/** What people made of the suggestions: the measure of how good they are. */
export function Acceptance({ decisions, days }: { decisions: Trends['suggestions']; days: number }) {
  const few = FIELDS.some(
    ({ field }) => decisions[field].accepted + decisions[field].overridden < MIN_DECISIONS,
  )
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex flex-col gap-4">
        {FIELDS.map(({ field, label }) => {
          const { accepted, overridden } = decisions[field]
          const total = accepted + overridden
          return (
            <div key={field} className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-sm">
              <dt className="text-ink-soft">{label}</dt>
              <dd className="text-right font-semibold">{describeDecisions(decisions[field])}</dd>
              <dd
                aria-hidden="true"
                className="col-span-2 flex h-2.5 gap-px overflow-hidden rounded-full bg-sunken"
              >
                <span className="bg-pencil" style={{ width: `${total ? (accepted / total) * 100 : 0}%` }} />
                <span
                  className="bg-warn-fill"
                  style={{ width: `${total ? (overridden / total) * 100 : 0}%` }}
                />
              </dd>
            </div>
          )
        })}
      </dl>
      <p className="text-xs text-ink-faint">
        Suggestions that people saw in the last {days} days, and kept or changed.
        {few && ` Percentages follow from ${MIN_DECISIONS} decisions on; fewer say too little.`}
      </p>
    </div>
  )
}
