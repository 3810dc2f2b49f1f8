import { CircleCheck, CircleSlash2, Hourglass, LoaderCircle, OctagonAlert } from 'lucide-react'
import type { ComponentType } from 'react'
import type { RunStatus } from '@/api/types'
import { cx } from '@/lib/cx'

const LOOK: Record<
  RunStatus['status'],
  { label: string; tone: string; icon: ComponentType<{ className?: string }>; turns?: boolean }
> = {
  pending: { label: 'Waiting', tone: 'bg-quiet-wash text-quiet', icon: Hourglass },
  processing: { label: 'Under way', tone: 'bg-busy-wash text-busy', icon: LoaderCircle, turns: true },
  completed: { label: 'Completed', tone: 'bg-good-wash text-good', icon: CircleCheck },
  failed: { label: 'Failed', tone: 'bg-danger-wash text-danger', icon: OctagonAlert },
  cancelled: { label: 'Cancelled', tone: 'bg-quiet-wash text-quiet', icon: CircleSlash2 },
}

export function RunBadge({ status }: { status: RunStatus['status'] }) {
  const { label, tone, icon: Icon, turns } = LOOK[status]
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        tone,
      )}
    >
      <Icon aria-hidden="true" className={cx('size-3.5', turns && 'animate-spin')} /> {label}
    </span>
  )
}
