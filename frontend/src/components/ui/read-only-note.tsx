import { Eye } from 'lucide-react'
import { READ_ONLY_REASON } from '@/lib/access'
import { cx } from '@/lib/cx'

/** Stands where something could be changed, for whoever may not. */
export function ReadOnlyNote({ className }: { className?: string }) {
  return (
    <p className={cx('flex items-start gap-2 text-xs text-ink-faint', className)}>
      <Eye aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" /> {READ_ONLY_REASON}
    </p>
  )
}
