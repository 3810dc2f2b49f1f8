import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { PageHeader } from '@/components/layout/page-header'
import { RunsPanel } from '@/features/analysis/runs-panel'
import { parseSelection, writeScope } from '@/features/analysis/scope'
import { StartPanel } from '@/features/analysis/start-panel'
import { positive } from '@/features/analysis/table-view'
import { parseFilters, toListParameters } from '@/features/tickets/filters'
import { clearPicked } from '@/features/tickets/list/picked'
import { paths } from '@/lib/paths'

/** Starts a run over what the address names, and lists the runs there are. */
export function Analysis() {
  const [parameters, setParameters] = useSearchParams()
  const navigate = useNavigate()
  const selection = useMemo(
    () => parseSelection(parameters, toListParameters(parseFilters(parameters))),
    [parameters],
  )

  function goToPage(page: number) {
    setParameters((now) => {
      const next = new URLSearchParams(now)
      next.set('page', String(page))
      return next
    })
  }

  return (
    <div className="flex max-w-6xl flex-col">
      <PageHeader title="Analysis" />
      <div className="flex flex-col gap-8">
        <StartPanel
          // A problem of another selection is none of this one.
          key={`${selection.scope} ${parameters.get('tickets')}`}
          selection={selection}
          onScope={(scope) => setParameters((now) => writeScope(now, scope), { replace: true })}
          onStarted={({ id }) => {
            if (selection.scope === 'tickets') clearPicked()
            void navigate(paths.run(id))
          }}
        />
        <RunsPanel page={positive(parameters.get('page')) ?? 1} onPage={goToPage} />
      </div>
    </div>
  )
}
