import type { Category, Priority, Status } from '@/api/types'
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

interface BreakdownProps<Value extends string> {
  counts: Record<Value, number>
  /** What became of each count, in words: shown under it. */
  changes?: Record<Value, string | undefined>
  /** Whether each bar leads to the desk's tickets of its value; not where other tickets are counted. */
  linked?: boolean
}

export function PriorityBreakdown({ counts, changes, linked = true }: BreakdownProps<Priority>) {
  // The most pressing on top.
  const slices = PRIORITIES.toReversed().map(
    (value): Slice => ({
      key: value,
      label: <PriorityBadge priority={value} />,
      count: counts[value],
      bar: PRIORITY_BAR[value],
      change: changes?.[value],
      to: linked ? paths.ticketsWith('priority', value) : undefined,
    }),
  )
  return <Breakdown slices={slices} />
}

export function CategoryBreakdown({ counts, changes, linked = true }: BreakdownProps<Category>) {
  const slices = CATEGORIES.map(
    (value: Category): Slice => ({
      key: value,
      label: <CategoryBadge category={value} />,
      count: counts[value],
      bar: 'bg-chart',
      change: changes?.[value],
      to: linked ? paths.ticketsWith('category', value) : undefined,
    }),
  )
  return <Breakdown slices={slices} />
}

export function StatusBreakdown({ counts, changes, linked = true }: BreakdownProps<Status>) {
  const slices = STATUSES.map(
    (value): Slice => ({
      key: value,
      label: <StatusBadge status={value} />,
      count: counts[value],
      bar: STATUS_BAR[value],
      change: changes?.[value],
      to: linked ? paths.ticketsWith('status', value) : undefined,
    }),
  )
  return <Breakdown slices={slices} />
}
