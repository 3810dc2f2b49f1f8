import { Check } from 'lucide-react'
import { OVERLAID_INPUT } from './field'

interface CheckboxProps {
  /** What it picks, for screen readers. */
  label: string
  checked: boolean
  /** `range`: Shift was held, so everything since the last one is meant. */
  onToggle: (range: boolean) => void
}

/** A checkbox without a visible label. What can be hit is larger than what is drawn. */
export function Checkbox({ label, checked, onToggle }: CheckboxProps) {
  return (
    <label className="group relative -m-2 grid size-9 select-none place-items-center rounded-md has-focus-visible:outline-2 has-focus-visible:outline-pencil">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        // The click knows of Shift, by mouse and by Space alike; the change event does not.
        onChange={() => {}}
        onClick={(event) => onToggle(event.shiftKey)}
        className={OVERLAID_INPUT}
      />
      <span
        aria-hidden="true"
        className="grid size-4 place-items-center rounded-sm border border-line-strong bg-raised text-transparent group-hover:border-ink-faint group-has-checked:border-solid group-has-checked:bg-solid group-has-checked:text-on-solid"
      >
        <Check className="size-3" strokeWidth={3.5} />
      </span>
    </label>
  )
}
