import type { RunDetail } from '@/api/types'
import { ComparisonPanel } from './comparison-panel'
import { FailuresNotice } from './failures-notice'
import { FiguresPanels } from './figures-panels'
import { RunFacts } from './run-facts'
import { RunProgress } from './run-progress'
import { isActive } from './run-state'
import { SkippedNotice } from './skipped-notice'
import { SummaryPanel } from './summary-panel'
import { ThemesPanel } from './themes-panel'
import { TicketsPanel } from './tickets-panel'

/** One run: how far it is, what it found, and its tickets. */
export function RunView({ run, lost }: { run: RunDetail; lost: boolean }) {
  return (
    <div className="flex flex-col gap-5">
      {isActive(run) && <RunProgress run={run} lost={lost} />}
      <RunFacts run={run} />
      <FailuresNotice run={run} />
      <SkippedNotice run={run} />
      {run.summary && <SummaryPanel summary={run.summary} figures={run.figures} />}
      <ThemesPanel themes={run.themes} />
      <FiguresPanels figures={run.figures} />
      {run.status === 'completed' && <ComparisonPanel run={run} />}
      <TicketsPanel run={run} />
    </div>
  )
}
