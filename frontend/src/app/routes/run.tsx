import { ArrowLeft } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { toApiError } from '@/api/errors'
import { Failure } from '@/components/ui/failure'
import { RunHeader } from '@/features/analysis/run-header'
import { RunSkeleton } from '@/features/analysis/run-skeleton'
import { RunView } from '@/features/analysis/run-view'
import { positive } from '@/features/analysis/table-view'
import { useRun } from '@/features/analysis/use-run'
import { paths } from '@/lib/paths'
import { NotFound } from './not-found'

export function RunPage() {
  const id = positive(useParams().id ?? null)
  return id === undefined ? <NotFound /> : <KnownRun key={id} id={id} />
}

function KnownRun({ id }: { id: number }) {
  const { detail, run, lost } = useRun(id)
  if (detail.isError && !run && toApiError(detail.error).status === 404) return <NotFound />
  return (
    <div className="max-w-6xl">
      <Link
        to={paths.analysis}
        className="-ml-2 mb-4 inline-flex items-center gap-1.5 rounded-md px-2 py-1 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4" /> Analysis
      </Link>
      {detail.isPending && <RunSkeleton />}
      {detail.isError && !run && (
        <Failure what="The run" error={detail.error} onRetry={() => void detail.refetch()} />
      )}
      {run && (
        <>
          <RunHeader run={run} />
          <RunView run={run} lost={lost} />
        </>
      )}
    </div>
  )
}
