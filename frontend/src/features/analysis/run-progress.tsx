import { WifiOff } from 'lucide-react'
import type { RunDetail } from '@/api/types'
import { useMayChange } from '@/hooks/use-access'
import { formatCount } from '@/lib/format'
import { RunBar } from './run-bar'
import { percentDone, phaseWords, progressWords } from './run-state'
import { StopRun } from './stop-run'

/** Screen readers hear of every tenth, not of every ticket. */
const TOLD_EVERY = 10

/** How far a run is while it works. */
export function RunProgress({ run, lost }: { run: RunDetail; lost: boolean }) {
  const mayChange = useMayChange()
  const percent = percentDone(run)
  const told = Math.floor(percent / TOLD_EVERY) * TOLD_EVERY
  return (
    <section aria-label="Progress" className="rounded-lg bg-surface p-5 shadow-card">
      <p role="status" className="sr-only">
        {phaseWords(run)}
        {run.phase === 'mapping' && `: ${told}% done`}
        {lost && '. The connection to the desk is lost.'}
      </p>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <p className="text-xs font-semibold text-ink-faint">{phaseWords(run)}</p>
          <p className="mt-1 text-figure font-bold tracking-tight">
            {percent}
            <span className="text-xl">%</span>
          </p>
        </div>
        {mayChange && <StopRun id={run.id} left={run.counts.pending} />}
      </div>
      <RunBar run={run} className="mt-3 h-2.5" />
      <ul className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        <Part count={run.counts.done} words="analysed" dot="bg-good-fill" />
        <Part count={run.counts.failed} words="failed" dot="bg-danger-fill" />
        <Part count={run.counts.pending} words="to go" dot="bg-line-strong" />
        <li className="sr-only">{progressWords(run)}</li>
      </ul>
      {lost && (
        <p className="mt-3 flex items-center gap-2 text-sm text-warn">
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          No connection to the desk. The run goes on without this page; asking again…
        </p>
      )}
    </section>
  )
}

function Part({ count, words, dot }: { count: number; words: string; dot: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-full ${dot}`} />
      <strong className="font-semibold text-ink">{formatCount(count)}</strong> {words}
    </li>
  )
}
