import { Check } from 'lucide-react'
import { Menu as RadixMenu } from 'radix-ui/internal'
import type { Choice } from './choice-menu'
import { Menu } from './menu'
import type { Opener } from './menu-button'

interface ChoiceListProps {
  opener: Opener
  label: string
  value: string
  choices: readonly Choice<string>[]
  onChange: (value: string) => void
  align: 'start' | 'end'
}

/** What a ChoiceMenu opens. */
export function ChoiceList({ opener, label, value, choices, onChange, align }: ChoiceListProps) {
  return (
    <Menu
      opener={opener}
      aria-label={label}
      align={align}
      className="z-40 max-h-(--radix-popper-available-height) min-w-44 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
    >
      <RadixMenu.RadioGroup value={value} onValueChange={onChange}>
        {choices.map((choice) => (
          <RadixMenu.RadioItem
            key={choice.value}
            value={choice.value}
            {...(choice.text && { textValue: choice.text })}
            className="flex min-h-9 items-center justify-between gap-6 rounded-md px-2 py-1 outline-none data-highlighted:bg-sunken"
          >
            {choice.content}
            <RadixMenu.ItemIndicator>
              <Check aria-hidden="true" className="size-4 text-ink-soft" />
            </RadixMenu.ItemIndicator>
          </RadixMenu.RadioItem>
        ))}
      </RadixMenu.RadioGroup>
    </Menu>
  )
}
