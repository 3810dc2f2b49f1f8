import { memo, type ReactNode } from 'react'
import type { Category, Priority, Suggestion } from '@/api/types'
import { CATEGORY_ICON } from '@/components/ui/badges'
import { PriorityGlyph } from '@/components/ui/glyphs'
import { CATEGORIES, CATEGORY_LABEL, PRIORITIES, PRIORITY_LABEL } from '@/lib/choices'
import { type Choice, resolveChoice } from './choice'
import { ChoiceChips } from './choice-chips'
import type { Draft } from './draft'

type Chosen = Pick<Draft, 'category' | 'priority'>

interface TriageFieldsProps extends Chosen {
  suggestion: Suggestion | undefined
  reasons: { category: ReactNode; priority: ReactNode; state: ReactNode }
  onChoose: (choice: Partial<Chosen>) => void
}

const CATEGORY_OPTIONS = CATEGORIES.map((value) => {
  const Icon = CATEGORY_ICON[value]
  return { value, label: CATEGORY_LABEL[value], icon: <Icon aria-hidden="true" /> }
})

const PRIORITY_OPTIONS = PRIORITIES.map((value) => ({
  value,
  label: PRIORITY_LABEL[value],
  icon: <PriorityGlyph priority={value} />,
}))

/** Category and priority: suggested, chosen, or left to the desk. Not drawn anew at each key in the text. */
export const TriageFields = memo(function TriageFields(props: TriageFieldsProps) {
  const { suggestion, reasons, onChoose } = props
  const category = resolveChoice(props.category, suggestion?.suggested_category)
  const priority = resolveChoice(props.priority, suggestion?.suggested_priority)
  return (
    <fieldset className="rounded-lg bg-sunken px-4 pt-3.5 pb-3">
      <legend className="sr-only">Triage</legend>
      <div className="mb-3 min-h-10 sm:min-h-5">{reasons.state}</div>
      <div className="flex flex-col gap-3.5">
        <ChoiceChips<Category>
          label="Category"
          options={CATEGORY_OPTIONS}
          choice={category}
          onChoose={(value) => onChoose({ category: value })}
          note={noteFor(category, CATEGORY_LABEL, reasons.category)}
        />
        <ChoiceChips<Priority>
          label="Priority"
          options={PRIORITY_OPTIONS}
          choice={priority}
          onChoose={(value) => onChoose({ priority: value })}
          note={noteFor(priority, PRIORITY_LABEL, reasons.priority)}
        />
      </div>
    </fieldset>
  )
})

function noteFor<Value extends string>(
  choice: Choice<Value>,
  labels: Record<Value, string>,
  reason: ReactNode,
): ReactNode {
  if (choice.by === 'nobody') return null
  if (choice.by === 'suggestion') return <span className="text-pencil">{reason}</span>
  if (choice.suggested === null) return 'Your choice.'
  if (choice.suggested === choice.value) return 'Your choice, as suggested.'
  return `Your choice; ${labels[choice.suggested]} was suggested.`
}
