import type { ComponentProps } from 'react'
import { cx } from '@/lib/cx'

type Variant = 'solid' | 'outline' | 'ghost'

const VARIANT: Record<Variant, string> = {
  solid: 'bg-solid text-on-solid hover:bg-solid-hover',
  outline: 'border border-line-strong bg-raised text-ink hover:border-ink-faint hover:bg-sunken',
  ghost: 'text-ink-soft hover:bg-sunken hover:text-ink',
}

const BASE =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded-md px-3.5 py-1.5 text-sm font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-55'

/** The look of a button, for a link that is to look like one. */
export function buttonClass(variant: Variant = 'outline', className?: string): string {
  return cx(BASE, VARIANT[variant], className)
}

export function Button({
  variant = 'outline',
  className,
  type = 'button',
  ...props
}: ComponentProps<'button'> & { variant?: Variant }) {
  return <button {...props} type={type} className={buttonClass(variant, className)} />
}
