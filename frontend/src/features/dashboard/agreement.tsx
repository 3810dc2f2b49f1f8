import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import type { Accuracy } from '@/api/types'
import { formatCount } from '@/lib/format'
import { AGREEMENT_FIELDS } from './agreement-words'
import { ConfusionTable } from './confusion-table'
import { EngineTable } from './engine-table'
import { FieldAgreement } from './field-agreement'

/** What people made of the suggestions: the measure of how good they are, told with its doubt. */
export function Agreement({ accuracy }: { accuracy: Accuracy }) {
  const bySource = useId()
  const { days, enough_cases: enough, fields, engines, confusion } = accuracy
  if (engines.length === 0) {
    return (
      <p className="text-sm text-ink-soft">
        No decisions in the last {days} days. What people keep and what they change appears here as soon as
        somebody submits a ticket with a suggestion.
      </p>
    )
  }
  const shown = AGREEMENT_FIELDS.some(({ field }) => fields[field].cases > 0)
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <dl className="flex flex-col gap-5">
          {AGREEMENT_FIELDS.map(({ field, label }) => (
            <FieldAgreement key={field} label={label} agreement={fields[field]} />
          ))}
        </dl>
        <section aria-labelledby={bySource}>
          <h3 id={bySource} className="mb-1 text-sm text-ink-soft">
            By source
          </h3>
          <EngineTable engines={engines} />
        </section>
      </div>
      {shown && (
        <details className="group">
          <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm py-1 font-semibold text-pencil text-xs underline-offset-3 hover:underline [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
            What was changed into what
          </summary>
          <div className="mt-2 grid gap-x-10 gap-y-6 lg:grid-cols-2">
            {AGREEMENT_FIELDS.map(({ field }) => (
              <ConfusionTable key={field} field={field} cells={confusion[field]} />
            ))}
          </div>
        </details>
      )}
      <p className="text-xs text-ink-faint">
        Left untouched counts as kept, but is not the same as right: perhaps nobody looked. “Between” gives
        the 95% interval; percentages follow from {formatCount(enough)} decisions on, fewer say too little.
      </p>
    </div>
  )
}
