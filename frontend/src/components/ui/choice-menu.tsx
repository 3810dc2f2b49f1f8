import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

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

/**
 * One of a few values, changed where it is shown.
 *
 * Not modal: a modal menu locks scrolling with an injected <style>, which the content security policy refuses.
 */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, value, choices, onChange, trigger, triggerClassName, align = 'start' } = props
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger aria-label={label} className={triggerClassName}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
            {choices.map((choice) => (
              <DropdownMenu.RadioItem
                key={choice.value}
                value={choice.value}
                {...(choice.text && { textValue: choice.text })}
                className="flex min-h-9 items-center justify-between gap-6 rounded-md px-2 py-1 outline-none data-highlighted:bg-sunken"
              >
                {choice.content}
                <DropdownMenu.ItemIndicator>
                  <Check aria-hidden="true" className="size-4 text-ink-soft" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
