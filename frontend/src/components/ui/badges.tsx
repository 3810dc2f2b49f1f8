import { CircleUserRound, MessageSquareText, ReceiptText, Wrench } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Category, Priority, Status } from '@/api/types'
import { CATEGORY_LABEL, PRIORITY_LABEL, STATUS_LABEL } from '@/lib/choices'
import { cx } from '@/lib/cx'
import { PriorityGlyph, StatusGlyph } from './glyphs'

export const STATUS_TONE: Record<Status, string> = {
  open: 'bg-warn-wash text-warn',
  in_progress: 'bg-busy-wash text-busy',
  resolved: 'bg-good-wash text-good',
  closed: 'bg-quiet-wash text-quiet',
}

const PRIORITY_TONE: Record<Priority, string> = {
  low: 'text-quiet',
  medium: 'text-ink-soft',
  high: 'text-warn font-semibold',
  critical: 'rounded-sm bg-danger-wash px-1.5 text-danger font-semibold',
}

export const CATEGORY_ICON: Record<Category, ComponentType<{ className?: string }>> = {
  billing: ReceiptText,
  technical: Wrench,
  account: CircleUserRound,
  general: MessageSquareText,
}

const INLINE = 'inline-flex items-center gap-1.5 whitespace-nowrap'

export function StatusBadge({ status }: { status: Status }) {
  return (
    <span className={cx(INLINE, 'rounded-full px-2.5 py-0.5 text-xs font-semibold', STATUS_TONE[status])}>
      <StatusGlyph status={status} /> {STATUS_LABEL[status]}
    </span>
  )
}

export function PriorityBadge({ priority }: { priority: Priority }) {
  return (
    <span className={cx(INLINE, 'text-xs', PRIORITY_TONE[priority])}>
      <PriorityGlyph priority={priority} /> {PRIORITY_LABEL[priority]}
    </span>
  )
}

export function CategoryBadge({ category }: { category: Category }) {
  const Icon = CATEGORY_ICON[category]
  return (
    <span className={cx(INLINE, 'text-xs text-ink-soft')}>
      <Icon className="size-3.5 text-ink-faint" aria-hidden="true" /> {CATEGORY_LABEL[category]}
    </span>
  )
}
