import { useNow } from '@/hooks/use-now'
import { exactTime, relativeTime } from '@/lib/time'

/** A relative time that keeps up with the clock; the exact one on hover. */
export function Time({ value, className }: { value: string; className?: string }) {
  const now = useNow()
  return (
    <time dateTime={value} title={exactTime(value)} className={className}>
      {relativeTime(value, now)}
    </time>
  )
}
