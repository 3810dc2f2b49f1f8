import type { ReactNode } from 'react'
import { later } from '@/lib/later'
import { MenuButton } from './menu-button'

const [ChoiceList, loadChoiceList] = later(async () => (await import('./choice-list')).ChoiceList)

export interface Choice<Value extends string> {
  value: Value
  content: ReactNode
  /** What typing finds, where the content starts with something else. */
  text?: string
}

interface ChoiceMenuProps<Value extends string> {
  /** What the menu changes, for screen readers: "Status: Open". */
  label: string
  value: Value
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
  trigger: ReactNode
  triggerClassName?: string
  align?: 'start' | 'end'
}

/** One of a few values, changed where it is shown. */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, value, choices, onChange, trigger, triggerClassName, align = 'start' } = props
  return (
    <MenuButton
      popup="menu"
      aria-label={label}
      className={triggerClassName}
      prepare={loadChoiceList}
      opens={(opener) => (
        <ChoiceList
          opener={opener}
          label={label}
          value={value}
          choices={choices}
          onChange={(next) => onChange(next as Value)}
          align={align}
        />
      )}
    >
      {trigger}
    </MenuButton>
  )
}
