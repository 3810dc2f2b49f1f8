import { useQuery } from '@tanstack/react-query'
import { ChartNoAxesColumn, SquarePen } from 'lucide-react'
import { Link } from 'react-router'
import { CategoryBreakdown, PriorityBreakdown, StatusBreakdown } from '@/components/charts/breakdowns'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Failure } from '@/components/ui/failure'
import { Panel } from '@/components/ui/panel'
import { cx } from '@/lib/cx'
import { paths } from '@/lib/paths'
import { AgreementPanel } from './agreement-panel'
import { DayPanel } from './day-panel'
import { Figures } from './figures'
import { PanelSkeleton } from './panel-skeleton'
import { type Range, statsQuery, trendsQuery } from './queries'

export function DashboardView({ range }: { range: Range }) {
  const stats = useQuery(statsQuery)
  const trends = useQuery(trendsQuery(range))
  if (stats.data?.total_tickets === 0) return <NothingYet />
  return (
    <div className="flex flex-col gap-5">
      {stats.isError && (
        <Failure what="The totals" error={stats.error} onRetry={() => void stats.refetch()} />
      )}
      {trends.isError && (
        <Failure what="The trends" error={trends.error} onRetry={() => void trends.refetch()} />
      )}
      <Figures stats={stats.data} trends={trends.data} />
      <div
        aria-busy={trends.isPlaceholderData}
        className={cx('transition-opacity', trends.isPlaceholderData && 'opacity-50')}
      >
        {trends.data ? <DayPanel days={trends.data.per_day} /> : trends.isPending && <PanelSkeleton tall />}
      </div>
      <div className="grid items-start gap-5 md:grid-cols-2 lg:grid-cols-3">
        {/* Each keeps its place until it is there: the trends may come before the figures. */}
        {stats.data ? (
          <>
            <Panel title="By priority">
              <PriorityBreakdown counts={stats.data.priority_breakdown} />
            </Panel>
            <Panel title="By category">
              <CategoryBreakdown counts={stats.data.category_breakdown} />
            </Panel>
          </>
        ) : (
          stats.isPending && (
            <>
              <PanelSkeleton />
              <PanelSkeleton />
            </>
          )
        )}
        {trends.data && (
          <Panel title="By status" className="md:max-lg:col-span-2">
            <StatusBreakdown counts={trends.data.status_breakdown} />
          </Panel>
        )}
      </div>
      <AgreementPanel range={range} />
    </div>
  )
}

function NothingYet() {
  return (
    <EmptyState
      icon={<ChartNoAxesColumn />}
      title="Nothing to count yet"
      action={
        <Link to={paths.newTicket} className={buttonClass('solid')}>
          <SquarePen aria-hidden="true" className="size-4" /> Write the first ticket
        </Link>
      }
    >
      Totals, trends and what people make of the suggestions appear here with the first ticket.
    </EmptyState>
  )
}
