import { type ComponentProps, type ReactNode, type RefObject, Suspense, useRef, useState } from 'react'

/** What a menu needs to know of the button that opened it. */
export interface Opener {
  button: RefObject<HTMLButtonElement | null>
  /** By a key: then the first item takes the focus, as nothing points at one. */
  byKey: boolean
  close: () => void
}

interface MenuButtonProps extends Omit<ComponentProps<'button'>, 'ref' | 'onClick' | 'onKeyDown'> {
  popup: 'menu' | 'dialog'
  /** Fetches the code of what opens: asked for as soon as somebody comes near. */
  prepare: () => void
  opens: (opener: Opener) => ReactNode
}

/**
 * A button that opens a menu or a dialog beside itself. Until then it is nothing but a button: a list has dozens of
 * them, and nobody opens more than one.
 */
export function MenuButton({ popup, prepare, opens, ...props }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<'by pointer' | 'by key'>()
  return (
    <>
      <button
        {...props}
        ref={button}
        type="button"
        aria-haspopup={popup}
        aria-expanded={open !== undefined}
        data-state={open ? 'open' : 'closed'}
        onPointerEnter={prepare}
        onFocus={prepare}
        // A click without a pointer is Enter or Space.
        onClick={({ detail }) => setOpen((now) => (now ? undefined : detail === 0 ? 'by key' : 'by pointer'))}
        onKeyDown={(event) => {
          if (popup !== 'menu' || event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen('by key')
        }}
      />
      {open && (
        <Suspense fallback={null}>
          {opens({ button, byKey: open === 'by key', close: () => setOpen(undefined) })}
        </Suspense>
      )}
    </>
  )
}
