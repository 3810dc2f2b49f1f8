import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/lib/cx'

export type NoticeTone = 'info' | 'good' | 'warn' | 'danger'

const TONE: Record<NoticeTone, { icon: typeof Info; className: string }> = {
  info: { icon: Info, className: 'bg-pencil-wash text-pencil' },
  good: { icon: CircleCheck, className: 'bg-good-wash text-good' },
  warn: { icon: TriangleAlert, className: 'bg-warn-wash text-warn' },
  danger: { icon: OctagonAlert, className: 'bg-danger-wash text-danger' },
}

interface NoticeProps {
  tone: NoticeTone
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  className?: string
}

/** A message in the page. Errors and conflicts interrupt a screen reader, the rest waits its turn. */
export function Notice({ tone, title, children, actions, className }: NoticeProps) {
  const { icon: Icon, className: colours } = TONE[tone]
  return (
    <div
      role={tone === 'danger' || tone === 'warn' ? 'alert' : 'status'}
      className={cx('flex animate-rise gap-3 rounded-lg px-4 py-3 text-sm', colours, className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="user-text font-semibold">{title}</p>
        {children && <div className="mt-0.5 text-ink-soft">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
