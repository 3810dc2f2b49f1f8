import type { Category, Priority, Stats, Status, Trends } from '@/api/types'
import { CategoryBadge, PriorityBadge, StatusBadge } from '@/components/ui/badges'
import { CATEGORIES, PRIORITIES, STATUSES } from '@/lib/choices'
import { paths } from '@/lib/paths'
import { Breakdown, type Slice } from './breakdown'

const PRIORITY_BAR: Record<Priority, string> = {
  low: 'bg-line-strong',
  medium: 'bg-ink-soft',
  high: 'bg-warn-fill',
  critical: 'bg-danger-fill',
}

const STATUS_BAR: Record<Status, string> = {
  open: 'bg-warn-fill',
  in_progress: 'bg-busy-fill',
  resolved: 'bg-good-fill',
  closed: 'bg-quiet',
}

export function PriorityBreakdown({ counts }: { counts: Stats['priority_breakdown'] }) {
  // The most pressing on top.
  const slices = PRIORITIES.toReversed().map(
    (value): Slice => ({
      key: value,
      label: <PriorityBadge priority={value} />,
      count: counts[value],
      bar: PRIORITY_BAR[value],
      to: paths.ticketsWith('priority', value),
    }),
  )
  return <Breakdown slices={slices} />
}

export function CategoryBreakdown({ counts }: { counts: Stats['category_breakdown'] }) {
  const slices = CATEGORIES.map(
    (value: Category): Slice => ({
      key: value,
      label: <CategoryBadge category={value} />,
      count: counts[value],
      bar: 'bg-chart',
      to: paths.ticketsWith('category', value),
    }),
  )
  return <Breakdown slices={slices} />
}

export function StatusBreakdown({ counts }: { counts: Trends['status_breakdown'] }) {
  const slices = STATUSES.map(
    (value): Slice => ({
      key: value,
      label: <StatusBadge status={value} />,
      count: counts[value],
      bar: STATUS_BAR[value],
      to: paths.ticketsWith('status', value),
    }),
  )
  return <Breakdown slices={slices} />
}
