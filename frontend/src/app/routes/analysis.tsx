import { useNavigate, useSearchParams } from 'react-router'
import { PageHeader } from '@/components/layout/page-header'
import { ReadOnlyNote } from '@/components/ui/read-only-note'
import { RunsPanel } from '@/features/analysis/runs-panel'
import { parseSelection, writeSelection } from '@/features/analysis/scope'
import { StartPanel } from '@/features/analysis/start-panel'
import { positive } from '@/features/analysis/table-view'
import { parseFilters, toListParameters } from '@/features/tickets/filters'
import { setPicked } from '@/features/tickets/list/picked'
import { useMayChange } from '@/hooks/use-access'
import { useInAddress } from '@/hooks/use-in-address'
import { useLeft } from '@/hooks/use-left'
import { paths } from '@/lib/paths'

/** A filter stands in the address as the ticket list writes it; a run takes no assignee. */
const readSelection = (parameters: URLSearchParams) =>
  parseSelection(parameters, toListParameters({ ...parseFilters(parameters), assignee: [] }))

/** Starts a run over what the address names, and lists the runs there are. */
export function Analysis() {
  const [parameters, setParameters] = useSearchParams()
  const navigate = useNavigate()
  const mayChange = useMayChange()
  const left = useLeft()
  const [selection, setSelection] = useInAddress(readSelection, writeSelection)

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
        {mayChange ? (
          <StartPanel
            selection={selection}
            onSelect={setSelection}
            onStarted={({ id }) => {
              if (selection.scope === 'tickets') setPicked(selection.ids, false)
              if (!left.current) void navigate(paths.run(id))
            }}
          />
        ) : (
          <ReadOnlyNote />
        )}
        <RunsPanel page={positive(parameters.get('page')) ?? 1} onPage={goToPage} />
      </div>
    </div>
  )
}
