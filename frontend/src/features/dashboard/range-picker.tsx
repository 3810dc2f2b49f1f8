import { OVERLAID_INPUT } from '@/components/ui/field'
import { RANGES, type Range } from './queries'

export function RangePicker({ value, onChange }: { value: Range; onChange: (range: Range) => void }) {
  return (
    <fieldset className="inline-flex rounded-full bg-sunken p-0.5 text-sm">
      <legend className="sr-only">Period</legend>
      {RANGES.map((days) => (
        <label
          key={days}
          className="relative rounded-full px-3.5 py-1 text-ink-soft hover:text-ink has-checked:bg-raised has-checked:font-semibold has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-pencil"
        >
          <input
            type="radio"
            name="range"
            checked={value === days}
            onChange={() => onChange(days)}
            className={OVERLAID_INPUT}
          />
          {days} days
        </label>
      ))}
    </fieldset>
  )
}
