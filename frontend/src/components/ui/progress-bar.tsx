import { cx } from '@/lib/cx'

interface ProgressBarProps {
  label: string
  /** The bar in words. */
  words: string
  total: number
  /** From the left: how much of the total, and its colour as a class. */
  parts: readonly { name: string; count: number; bar: string }[]
  className?: string
}

/** How far something is, in parts. Whoever shows it says the same in words beside it. */
export function ProgressBar({ label, words, total, parts, className }: ProgressBarProps) {
  const whole = Math.max(1, total)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={parts.reduce((sum, { count }) => sum + count, 0)}
      aria-valuetext={words}
      className={cx('flex h-2 overflow-hidden rounded-full bg-line', className)}
    >
      {parts.map(({ name, count, bar }) => (
        <span
          key={name}
          className={cx('transition-[width] duration-500', count > 0 && 'min-w-1', bar)}
          style={{ width: `${(count / whole) * 100}%` }}
        />
      ))}
    </div>
  )
}
