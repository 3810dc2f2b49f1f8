import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useSearchParams } from 'react-router'
import type { RunDetail } from '@/api/types'
import { Failure } from '@/components/ui/failure'
import { inputClass } from '@/components/ui/field'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { completedOf } from './comparable'
import { Comparison } from './comparison'
import { comparisonQuery, completedRunsQuery } from './queries'
import { describeScope } from './scope'
import { positive } from './table-view'

/** The run against another one: by default the completed one before it. */
export function ComparisonPanel({ run }: { run: RunDetail }) {
  const id = useId()
  const [parameters, setParameters] = useSearchParams()
  const runs = useQuery(completedRunsQuery)
  const completed = runs.data?.results ?? []
  const others = completed.filter((other) => other.id !== run.id)
  const other = positive(parameters.get('with')) ?? run.previous_run ?? undefined
  const against = other === undefined ? undefined : completedOf(other, completed)
  const comparison = useQuery({ ...comparisonQuery(run, against), enabled: against !== undefined })
  const failed = comparison.isError ? comparison : !runs.data && runs.isError ? runs : undefined

  function compareWith(next: string) {
    setParameters(
      (now) => {
        const changed = new URLSearchParams(now)
        changed.set('with', next)
        return changed
      },
      { replace: true, preventScrollReset: true },
    )
  }

  return (
    <Panel
      title="Compared"
      aside={
        others.length > 0 && (
          <div className="flex min-w-0 items-center gap-2 text-sm">
            <label htmlFor={id} className="shrink-0 text-ink-soft">
              with
            </label>
            <select
              id={id}
              value={other ?? ''}
              onChange={(event) => compareWith(event.target.value)}
              className={inputClass('w-auto max-w-64 py-1 text-sm')}
            >
              {!others.some((known) => known.id === other) && (
                <option value={other ?? ''}>{other === undefined ? 'choose a run' : `Run ${other}`}</option>
              )}
              {others.map((known) => (
                <option key={known.id} value={known.id}>
                  Run {known.id} · {describeScope(known)}
                </option>
              ))}
            </select>
          </div>
        )
      }
    >
      {other === undefined && (
        <p className="text-sm text-ink-soft">
          {others.length > 0
            ? 'There is no completed run before this one. Choose another to compare it with.'
            : 'There is no other completed run yet. The next one can be compared with this one.'}
        </p>
      )}
      {other !== undefined && !against && runs.data && !runs.isFetching && (
        <p className="text-sm text-ink-soft">
          {`Run ${other} is not complete at the moment, so there is nothing to compare with.`}
          {others.length > 0 && ' Choose another one.'}
        </p>
      )}
      {other !== undefined && (against ? comparison.isPending : runs.isFetching) && (
        <div role="status">
          <span className="sr-only">Comparing</span>
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="mt-3 h-4 w-2/5" />
        </div>
      )}
      {other !== undefined && failed && (
        <Failure what="The comparison" error={failed.error} onRetry={() => void failed.refetch()} />
      )}
      {comparison.data && <Comparison comparison={comparison.data} />}
    </Panel>
  )
}
