import { cx } from '@/lib/cx'

/** A grey place where text will be. It says nothing to screen readers: whoever uses it says "loading" once. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block animate-shimmer rounded-sm bg-line', className)} />
}
