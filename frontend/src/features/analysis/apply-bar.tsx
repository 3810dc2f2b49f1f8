import { Button } from '@/components/ui/button'
import { formatCount, plural } from '@/lib/format'
import type { Application } from './use-apply'

interface ApplyBarProps {
  picked: readonly Application[]
  /** What could be picked on this page. */
  onPage: readonly Application[]
  busy: boolean
  onPick: (applications: readonly Application[], on: boolean) => void
  onApply: (applications: readonly Application[]) => void
}

/** Taking over many analyses at once. It stays in view while there is something picked. */
export function ApplyBar({ picked, onPage, busy, onPick, onApply }: ApplyBarProps) {
  if (onPage.length === 0 && picked.length === 0) return null
  const ids = new Set(picked.map(({ ticket_id: id }) => id))
  const rest = onPage.filter(({ ticket_id: id }) => !ids.has(id))
  return (
    <div className="sticky top-2 z-20 mb-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-raised px-4 py-2 shadow-card">
      <p role="status" className="text-sm text-ink-soft">
        {picked.length > 0
          ? `${formatCount(picked.length)} selected`
          : `${plural(onPage.length, 'disagreement')} on this page`}
      </p>
      <div className="ml-auto flex flex-wrap gap-2">
        {rest.length > 0 && (
          <Button variant="ghost" onClick={() => onPick(rest, true)}>
            Select{' '}
            {picked.length > 0
              ? 'all of the page'
              : rest.length === 1
                ? 'it'
                : `all ${formatCount(rest.length)}`}
          </Button>
        )}
        {picked.length > 0 && (
          <>
            <Button variant="ghost" onClick={() => onPick(picked, false)}>
              Clear
            </Button>
            <Button variant="solid" disabled={busy} onClick={() => onApply(picked)}>
              {busy ? 'Applying…' : `Apply to ${plural(picked.length, 'ticket')}`}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
