import { ScanText } from 'lucide-react'
import type { RunDetail } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { EstimateLine } from './estimate-line'
import { requestFor, type Scope, type Selection } from './scope'
import { ScopePicker } from './scope-picker'
import { StartProblem } from './start-problem'
import { useEstimate } from './use-estimate'
import { useStartRun } from './use-run-change'

interface StartPanelProps {
  selection: Selection
  onSelect: (selection: Selection) => void
  onStarted: (run: RunDetail) => void
}

/** What to analyse, what it will take, and the button. */
export function StartPanel({ selection, onSelect, onStarted }: StartPanelProps) {
  const start = useStartRun(onStarted)
  const estimate = useEstimate(selection)
  const nothing = estimate.nothing || estimate.data?.tickets === 0

  function select(scope: Scope) {
    // A problem of another selection is none of this one.
    start.reset()
    onSelect({ ...selection, scope })
  }

  return (
    <Panel title="New run">
      <ScopePicker selection={selection} onScope={select} />
      <div className="mt-5 flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <EstimateLine estimate={estimate} />
        <Button
          variant="solid"
          disabled={start.isPending || nothing}
          onClick={() => start.mutate(requestFor(selection))}
          className="max-sm:w-full"
        >
          <ScanText aria-hidden="true" className="size-4" />
          {start.isPending ? 'Starting…' : 'Analyse'}
        </Button>
      </div>
      {start.isError && <StartProblem error={start.error} />}
    </Panel>
  )
}
