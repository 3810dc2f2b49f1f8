import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { TicketAnalysis } from '@/api/types'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { Failure } from '@/components/ui/failure'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { useMayChange } from '@/hooks/use-access'
import { paths } from '@/lib/paths'
import { SOURCE_WORDS } from './outcome-words'
import { ticketAnalysesQuery } from './queries'

/** What runs found about one ticket, newest first. */
export function TicketAnalyses({ id }: { id: number }) {
  const mayChange = useMayChange()
  const analyses = useQuery(ticketAnalysesQuery(id))
  return (
    <section aria-labelledby="analyses-heading">
      <h2 id="analyses-heading" className="mb-2 text-sm font-semibold text-ink-soft">
        Analyses
      </h2>
      {analyses.isPending && (
        <div role="status">
          <span className="sr-only">Loading the analyses</span>
          <Skeleton className="h-16 w-full rounded-lg" />
        </div>
      )}
      {analyses.isError && !analyses.data && (
        <Failure what="The analyses" error={analyses.error} onRetry={() => void analyses.refetch()} />
      )}
      {analyses.data?.results.length === 0 && (
        <p className="text-sm text-ink-faint">
          Not analysed yet.{' '}
          {mayChange && (
            <Link
              to={paths.analyseTickets([id])}
              className="font-semibold text-pencil underline-offset-3 hover:underline"
            >
              Analyse
            </Link>
          )}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {analyses.data?.results.map((analysis) => (
          <Analysis key={analysis.run_id} analysis={analysis} />
        ))}
      </ul>
    </section>
  )
}

function Analysis({ analysis }: { analysis: TicketAnalysis }) {
  const { run_id: run, notes, disagrees, source, model, theme, analyzed_at: at } = analysis
  return (
    <li className="rounded-lg bg-surface px-4 py-3 text-sm shadow-card">
      <p dir="auto" className="user-text">
        {notes}
      </p>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        <CategoryBadge category={analysis.category} />
        <PriorityBadge priority={analysis.priority} />
      </p>
      {disagrees.length > 0 && (
        <p className="mt-1 text-xs font-semibold text-warn">
          Another {disagrees.join(' and ')} than the ticket’s
        </p>
      )}
      <p className="user-text mt-2 text-xs text-ink-faint">
        <Link to={paths.run(run)} className="font-semibold text-pencil underline-offset-3 hover:underline">
          Run {run}
        </Link>
        , <Time value={at} /> · {source === 'llm' && model ? model : SOURCE_WORDS[source]}
        {theme && ` · ${theme}`}
      </p>
    </li>
  )
}
