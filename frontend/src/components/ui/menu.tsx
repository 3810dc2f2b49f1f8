import { Menu as RadixMenu } from 'radix-ui/internal'
import { type ComponentProps, useRef } from 'react'
import type { Opener } from './menu-button'

interface MenuProps extends ComponentProps<typeof RadixMenu.Content> {
  opener: Opener
}

/**
 * The menu beside the button that opened it.
 *
 * Not modal: a modal menu locks scrolling with an injected <style>, which the content security policy refuses.
 */
export function Menu({ opener: { button, byKey, close }, children, ...props }: MenuProps) {
  const leftByPointer = useRef(false)
  return (
    <RadixMenu.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <RadixMenu.Anchor virtualRef={button as { current: HTMLButtonElement }} />
      <RadixMenu.Portal>
        <RadixMenu.Content
          sideOffset={6}
          collisionPadding={8}
          {...props}
          onEntryFocus={(event) => {
            if (!byKey) return
            event.preventDefault()
            const menu = event.currentTarget as HTMLElement
            menu.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus()
          }}
          onInteractOutside={(event) => {
            // The button closes by itself what it opened.
            if (button.current?.contains(event.target as Node)) event.preventDefault()
            else leftByPointer.current = true
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!leftByPointer.current) button.current?.focus()
          }}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  )
}
