import { Link } from 'react-router'
import type { Run, RunStatus } from '@/api/types'
import { Time } from '@/components/ui/time'
import { useNow } from '@/hooks/use-now'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import { shortDuration } from '@/lib/time'
import { RunBadge } from './run-badge'
import { RunBar } from './run-bar'
import { costWords, engineWords, isActive, progressWords, secondsTaken, withStatus } from './run-state'
import { describeScope } from './scope'

/** A run in the list; the link covers the row. */
export function RunRow({ run: listed, status }: { run: Run; status: RunStatus | undefined }) {
  const run = withStatus(listed, status)
  const seconds = secondsTaken(run, useNow())
  const works = isActive(run)
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 border-line border-b px-4 py-3 transition-colors last:border-0 hover:bg-raised md:grid-cols-[minmax(0,1fr)_7rem_minmax(0,17rem)_5.5rem_5rem] md:items-center">
      <div className="col-span-2 min-w-0 md:col-span-1">
        <h3 className="text-sm font-semibold">
          <Link
            to={paths.run(run.id)}
            className="user-text line-clamp-2 md:line-clamp-1 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-pencil"
          >
            Run {run.id} · {describeScope(run)}
          </Link>
        </h3>
        <p className="user-text mt-0.5 line-clamp-1 text-xs text-ink-faint">
          <Time value={run.created_at} className="relative z-10" />
          {run.created_by && ` by ${run.created_by}`} · {engineWords(run)}
        </p>
      </div>
      <div className="justify-self-start">
        <RunBadge status={run.status} />
      </div>
      <div className="order-last col-span-2 md:order-none md:col-span-1">
        {works && <RunBar run={run} className="mb-1 h-1.5" />}
        <p className="text-xs text-ink-soft">{countWords(run, works)}</p>
      </div>
      <div className="flex items-center justify-end gap-3 text-right text-xs text-ink-soft md:contents">
        <p>
          <span className="sr-only">Duration: </span>
          {seconds === undefined ? '–' : shortDuration(seconds)}
        </p>
        <p>
          <span className="sr-only">Cost: </span>
          {costWords(run)}
        </p>
      </div>
    </li>
  )
}

function countWords(run: Run, works: boolean): string {
  const { done, total, failed } = run.counts
  if (works || failed > 0 || done !== total) return progressWords(run)
  return `${formatCount(total)} analysed`
}
