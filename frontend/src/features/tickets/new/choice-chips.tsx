import { Check, PencilLine } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { cx } from '@/lib/cx'
import type { Choice } from './choice'

interface ChoiceChipsProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string; icon: ReactNode }[]
  choice: Choice<Value>
  onChoose: (value: Value) => void
  /** Under the chips; its place is kept when it is empty. */
  note: ReactNode
}

const CHIP =
  'inline-flex min-h-9 items-center gap-2 rounded-md border px-3 py-1 text-sm transition-colors [&_svg]:size-3.5'

const LOOK = {
  person: 'border-solid bg-solid font-semibold text-on-solid',
  suggestion: 'border-dashed border-pencil-line bg-pencil-wash font-semibold text-pencil',
  off: 'border-line-strong bg-raised text-ink-soft hover:border-ink-faint hover:bg-sunken hover:text-ink',
} as const

/**
 * A few values side by side. A suggested one is pencilled in with a dashed line; a click, also on the suggested
 * one itself, makes it the person's choice.
 */
export function ChoiceChips<Value extends string>(props: ChoiceChipsProps<Value>) {
  const { label, options, choice, onChoose, note } = props
  const id = useId()
  return (
    <div>
      <p id={id} className="mb-1.5 text-sm font-semibold">
        {label}
      </p>
      <RadioGroup.Root
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        value={choice.value ?? ''}
        onValueChange={(value) => onChoose(value as Value)}
        className="flex flex-wrap gap-2"
      >
        {options.map((option) => {
          const picked = option.value === choice.value
          const look = picked && choice.by !== 'nobody' ? choice.by : 'off'
          return (
            <RadioGroup.Item
              key={option.value}
              value={option.value}
              // A radio that is on already reports no change, but a click on it confirms the suggestion.
              onClick={() => onChoose(option.value)}
              className={cx(CHIP, LOOK[look])}
            >
              <ChipIcon look={look}>{option.icon}</ChipIcon>
              {option.label}
              {look === 'suggestion' && <span className="sr-only"> (suggested)</span>}
            </RadioGroup.Item>
          )
        })}
      </RadioGroup.Root>
      <p id={`${id}-note`} className="mt-1.5 min-h-4.5 text-xs text-ink-faint">
        {note}
      </p>
    </div>
  )
}

function ChipIcon({ look, children }: { look: keyof typeof LOOK; children: ReactNode }) {
  if (look === 'person') return <Check aria-hidden="true" strokeWidth={3} />
  if (look === 'suggestion') return <PencilLine aria-hidden="true" />
  return children
}
