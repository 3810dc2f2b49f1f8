import type { Theme } from '@/api/types'
import { Panel } from '@/components/ui/panel'
import { plural } from '@/lib/format'
import { useTableView } from './use-table-view'

/** What the tickets have in common, the commonest first. */
export function ThemesPanel({ themes }: { themes: readonly Theme[] }) {
  const { setView } = useTableView()
  if (themes.length === 0) return null
  const most = Math.max(...themes.map(({ share }) => share))
  const byKeywords = themes.every(({ source }) => source === 'keywords')

  function show(theme: number) {
    setView({ show: 'all', theme, page: 1 })
    document.getElementById('run-tickets')?.scrollIntoView()
  }

  return (
    <Panel
      title="Themes"
      aside={
        byKeywords && <p className="text-xs text-ink-faint">the commonest terms, without a language model</p>
      }
    >
      <ol className="grid gap-x-10 gap-y-5 md:grid-cols-2">
        {themes.map(({ id, title, description, count, share }) => (
          <li key={id} className="min-w-0">
            <div className="flex items-baseline justify-between gap-4">
              <h3 dir="auto" className="user-text text-sm font-semibold">
                {title}
              </h3>
              <button
                type="button"
                onClick={() => show(id)}
                aria-label={`Show the ${plural(count, 'ticket')} of ${title}`}
                className="shrink-0 rounded-sm text-xs font-semibold text-pencil underline-offset-3 hover:underline"
              >
                {plural(count, 'ticket')} · {Math.round(share * 100)}%
              </button>
            </div>
            <span aria-hidden="true" className="mt-1.5 block h-1.5 rounded-full bg-sunken">
              <span
                className="block h-full min-w-1 rounded-full bg-chart"
                style={{ width: `${most > 0 ? (share / most) * 100 : 0}%` }}
              />
            </span>
            <p dir="auto" className="user-text mt-1.5 text-sm text-ink-soft">
              {description}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
