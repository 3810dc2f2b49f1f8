import { Popover } from 'radix-ui'
import { useRef } from 'react'
import type { Opener } from '@/components/ui/menu-button'
import { FilterPanel, type FilterPanelProps } from './filter-panel'

/** What the FilterDrawer opens. */
export function FilterPopover({
  opener: { button, close },
  ...panel
}: FilterPanelProps & { opener: Opener }) {
  const leftByPointer = useRef(false)
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor virtualRef={button as { current: HTMLButtonElement }} />
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label="Filters"
          onInteractOutside={(event) => {
            // The button closes by itself what it opened.
            if (button.current?.contains(event.target as Node)) event.preventDefault()
            else leftByPointer.current = true
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!leftByPointer.current) button.current?.focus()
          }}
          className="z-40 max-h-(--radix-popover-content-available-height) w-[min(38rem,calc(100vw-1.5rem))] animate-rise overflow-y-auto rounded-lg border border-line bg-canvas p-3 shadow-float xl:hidden"
        >
          <FilterPanel {...panel} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
