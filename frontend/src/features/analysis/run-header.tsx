import { Download } from 'lucide-react'
import type { RunDetail } from '@/api/types'
import { buttonClass } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { RunBadge } from './run-badge'
import { isActive } from './run-state'
import { describeScope } from './scope'

const EXPORTS = [
  { format: 'markdown', label: 'Markdown' },
  { format: 'csv', label: 'CSV' },
] as const

/** What the run is about, how it stands, and what can be taken away from it. */
export function RunHeader({ run }: { run: RunDetail }) {
  useDocumentTitle(`Run ${run.id}`)
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-bold tracking-tight">Run {run.id}</h1>
          <RunBadge status={run.status} />
        </div>
        <p className="user-text mt-1 text-sm text-ink-soft">
          {describeScope(run)} · started <Time value={run.created_at} />
          {run.created_by && ` by ${run.created_by}`}
        </p>
      </div>
      {!isActive(run) && (
        <div className="flex gap-2">
          {EXPORTS.map(({ format, label }) => (
            <a
              key={format}
              href={`/api/analyze/${run.id}/export/${format}/`}
              download
              aria-label={`Download as ${label}`}
              className={buttonClass()}
            >
              <Download aria-hidden="true" className="size-4" /> {label}
            </a>
          ))}
        </div>
      )}
    </header>
  )
}
