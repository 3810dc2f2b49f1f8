import type { RunStatus } from '@/api/types'
import { ProgressBar } from '@/components/ui/progress-bar'
import { progressWords } from './run-state'

/** A run's tickets: analysed, failed, and the rest. */
export function RunBar({ run, className }: { run: RunStatus; className?: string }) {
  const { done, failed, total } = run.counts
  return (
    <ProgressBar
      label={`Progress of run ${run.id}`}
      words={progressWords(run)}
      total={total}
      parts={[
        { name: 'done', count: done, bar: 'bg-good-fill' },
        { name: 'failed', count: failed, bar: 'bg-danger-fill' },
      ]}
      {...(className && { className })}
    />
  )
}
