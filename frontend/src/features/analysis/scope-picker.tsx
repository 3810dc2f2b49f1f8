import { Filter, ListChecks, ListPlus } from 'lucide-react'
import type { ComponentType } from 'react'
import { Link } from 'react-router'
import { OVERLAID_INPUT } from '@/components/ui/field'
import { cx } from '@/lib/cx'
import { plural } from '@/lib/format'
import { paths } from '@/lib/paths'
import { describeFilter, isNarrowed, SCOPES, type Scope, type Selection } from './scope'

const LOOK: Record<Scope, { title: string; icon: ComponentType<{ className?: string }> }> = {
  pending: { title: 'All tickets not analysed yet', icon: ListPlus },
  filter: { title: 'Tickets of a filter', icon: Filter },
  tickets: { title: 'Hand-picked tickets', icon: ListChecks },
}

interface ScopePickerProps {
  selection: Selection
  onScope: (scope: Scope) => void
}

/** Which tickets. A filter and a selection come from the ticket list; without one, the choice says where it is made. */
export function ScopePicker({ selection, onScope }: ScopePickerProps) {
  return (
    <fieldset>
      <legend className="sr-only">Which tickets</legend>
      <div className="grid gap-3 md:grid-cols-3">
        {SCOPES.map((scope) => {
          const { title, icon: Icon } = LOOK[scope]
          const content = contentOf(scope, selection)
          return (
            <label
              key={scope}
              className={cx(
                'relative flex gap-3 rounded-lg border p-3.5 has-focus-visible:outline-2 has-focus-visible:outline-pencil',
                content
                  ? 'border-line-strong hover:bg-sunken has-checked:border-pencil-line has-checked:bg-pencil-wash has-checked:ring-1 has-checked:ring-pencil-line'
                  : 'border-line border-dashed',
              )}
            >
              <input
                type="radio"
                name="scope"
                checked={selection.scope === scope}
                disabled={!content}
                onChange={() => onScope(scope)}
                className={cx(OVERLAID_INPUT, !content && 'hidden')}
              />
              <Icon aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-ink-faint" />
              <span className="min-w-0">
                <span className={cx('block text-sm font-semibold', !content && 'text-ink-soft')}>
                  {title}
                </span>
                <span className="user-text mt-0.5 block text-xs text-ink-soft">
                  {content ?? <Where scope={scope} />}
                </span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

/** What the choice stands for; undefined where there is nothing to choose. */
function contentOf(scope: Scope, { filter, ids }: Selection): string | undefined {
  if (scope === 'pending') return 'The newest first'
  if (scope === 'filter') return isNarrowed(filter) ? describeFilter(filter) : undefined
  return ids.length > 0 ? `${plural(ids.length, 'ticket')} picked in the list` : undefined
}

function Where({ scope }: { scope: Scope }) {
  return (
    <>
      {scope === 'filter' ? 'Filter' : 'Tick tickets in'}{' '}
      <Link to={paths.tickets} className="font-semibold text-pencil underline underline-offset-3">
        the ticket list
      </Link>
      , then choose “Analyse” there.
    </>
  )
}
