import { useQuery } from '@tanstack/react-query'
import { ScanText } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { Failure } from '@/components/ui/failure'
import { Pager } from '@/components/ui/pager'
import { Skeleton } from '@/components/ui/skeleton'
import { cx } from '@/lib/cx'
import { RUNS_PAGE_SIZE, runsQuery } from './queries'
import { RunRow } from './run-row'
import { useActiveRuns } from './use-active-runs'

/** Every run, newest first; those under way move. */
export function RunsPanel({ page, onPage }: { page: number; onPage: (page: number) => void }) {
  const runs = useQuery(runsQuery(page))
  const active = useActiveRuns()
  return (
    <section aria-labelledby="runs-heading">
      <h2 id="runs-heading" className="mb-2 text-sm font-semibold text-ink-soft">
        Runs
      </h2>
      {runs.isPending && <RunsSkeleton />}
      {runs.isError && !runs.data && (
        <Failure what="The runs" error={runs.error} onRetry={() => void runs.refetch()} />
      )}
      {runs.data?.count === 0 && (
        <div className="rounded-lg border border-line border-dashed">
          <EmptyState icon={<ScanText />} title="No runs yet">
            A run reads many tickets at once, in the background. It notes what each is about, finds what they
            have in common, and sums it up on one page. It changes no ticket by itself.
          </EmptyState>
        </div>
      )}
      {runs.data && runs.data.count > 0 && (
        <div
          aria-busy={runs.isPlaceholderData}
          className={cx(
            'overflow-hidden rounded-lg bg-surface shadow-card transition-opacity',
            runs.isPlaceholderData && 'opacity-50',
          )}
        >
          <ul
            // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
            role="list"
            aria-labelledby="runs-heading"
          >
            {runs.data.results.map((run) => (
              <RunRow key={run.id} run={run} status={active.get(run.id)} />
            ))}
          </ul>
          <Pager label="runs" page={page} pageSize={RUNS_PAGE_SIZE} count={runs.data.count} onPage={onPage} />
        </div>
      )}
    </section>
  )
}

function RunsSkeleton() {
  return (
    <div role="status" className="rounded-lg bg-surface shadow-card">
      <span className="sr-only">Loading runs</span>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex items-center gap-6 border-line border-b px-4 py-4 last:border-0">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="hidden h-4 w-16 md:block" />
        </div>
      ))}
    </div>
  )
}
