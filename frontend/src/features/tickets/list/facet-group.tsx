import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { OVERLAID_INPUT } from '@/components/ui/field'
import { Skeleton } from '@/components/ui/skeleton'
import { formatCount } from '@/lib/format'

interface FacetGroupProps<Value extends string> {
  legend: string
  options: readonly { value: Value; content: ReactNode }[]
  picked: readonly Value[]
  /** Absent while loading, and where they could not be loaded: filtering works without. Null: nobody counts these. */
  counts: Record<Value, number> | undefined | null
  onToggle: (value: Value) => void
}

export function FacetGroup<Value extends string>({
  legend,
  options,
  picked,
  counts,
  onToggle,
}: FacetGroupProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 px-2 text-xs font-semibold text-ink-faint">{legend}</legend>
      {options.map(({ value, content }) => (
        <label
          key={value}
          className="group relative flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-sunken has-checked:bg-surface has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-pencil"
        >
          <input
            type="checkbox"
            checked={picked.includes(value)}
            onChange={() => onToggle(value)}
            className={OVERLAID_INPUT}
          />
          <span
            aria-hidden="true"
            className="grid size-4 place-items-center rounded-sm border border-line-strong bg-raised text-transparent group-has-checked:border-solid group-has-checked:bg-solid group-has-checked:text-on-solid"
          >
            <Check className="size-3" strokeWidth={3.5} />
          </span>
          <span className="flex flex-1">{content}</span>
          {counts ? (
            <span className="text-xs text-ink-faint">{formatCount(counts[value])}</span>
          ) : (
            counts === undefined && <Skeleton className="h-3 w-6" />
          )}
        </label>
      ))}
    </fieldset>
  )
}
