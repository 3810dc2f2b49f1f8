import type { ReactNode } from 'react'
import type { Stats, Trends } from '@/api/types'
import { Skeleton } from '@/components/ui/skeleton'
import { formatCount, formatDecimal, plural } from '@/lib/format'
import { duration } from '@/lib/time'

/** The four numbers at the top. What is not loaded yet is a grey place of the same size. */
export function Figures({ stats, trends }: { stats: Stats | undefined; trends: Trends | undefined }) {
  const median = trends?.resolution.median_hours ?? null
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-line shadow-card lg:grid-cols-4">
      <Figure
        name="All tickets"
        value={stats && formatCount(stats.total_tickets)}
        note="since the first one"
      />
      <Figure
        name="Open"
        value={stats && formatCount(stats.open_tickets)}
        note={trends && `and ${formatCount(trends.status_breakdown.in_progress)} in progress`}
      />
      <Figure
        name="New per day"
        value={stats && formatDecimal(stats.avg_tickets_per_day)}
        note="on average, since the first one"
      />
      <Figure
        name="Median time to resolve"
        value={trends && (median === null ? '–' : duration(median))}
        note={trends && resolutionNote(trends)}
      />
    </dl>
  )
}

function resolutionNote({ days, resolution }: Trends): string {
  if (resolution.p90_hours === null) return `none resolved in ${days} days`
  return `9 of 10 within ${duration(resolution.p90_hours)}; ${plural(resolution.resolved, 'ticket')} in ${days} days`
}

function Figure({ name, value, note }: { name: string; value: string | undefined; note: ReactNode }) {
  return (
    <div className="flex flex-col bg-surface px-5 py-4">
      <dt className="text-xs font-semibold text-ink-faint">{name}</dt>
      <dd className="mt-1 text-figure font-bold tracking-tight">
        {value ?? <Skeleton className="my-1 h-8 w-20" />}
      </dd>
      {/* Room for two lines: the longest note needs them, by its numbers and by the font it is first painted in. */}
      <dd className="mt-1 min-h-9 text-xs text-ink-faint">{note}</dd>
    </div>
  )
}
