import { CircleMinus, CirclePlus, Equal } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import type { Comparison as ComparisonData } from '@/api/types'
import { PriorityBadge } from '@/components/ui/badges'
import { PRIORITIES } from '@/lib/choices'
import { cx } from '@/lib/cx'
import { formatCount } from '@/lib/format'
import { figureChange, figureValue } from './figure-words'

type ThemeChange = ComparisonData['themes'][number]

const THEME_LOOK: Record<
  ThemeChange['status'],
  { label: string; tone: string; icon: ComponentType<{ className?: string }> }
> = {
  new: { label: 'new', tone: 'text-good', icon: CirclePlus },
  kept: { label: 'still there', tone: 'text-ink-faint', icon: Equal },
  gone: { label: 'gone', tone: 'text-quiet', icon: CircleMinus },
}

/** What changed in volumes, priorities and themes. */
export function Comparison({ comparison }: { comparison: ComparisonData }) {
  const changed = comparison.figures.filter(
    ({ key, change }) =>
      change !== null && change !== 0 && !key.startsWith('priority.') && !key.startsWith('theme.'),
  )
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-6">
        <ChangeTable
          caption="Priorities"
          rows={PRIORITIES.toReversed().map((priority) => {
            const { value, previous } = comparison.priorities[priority]
            return {
              key: priority,
              name: <PriorityBadge priority={priority} />,
              now: formatCount(value),
              before: formatCount(previous),
              change: figureChange({ change: value - previous, unit: 'tickets' }),
            }
          })}
          other={comparison.with}
        />
        {changed.length > 0 ? (
          <ChangeTable
            caption="Figures that changed"
            brief
            rows={changed.map((figure) => ({
              key: figure.key,
              name: figure.label,
              now: figureValue(figure),
              before: figureValue({ value: figure.previous, unit: figure.unit }),
              change: figureChange(figure),
            }))}
            other={comparison.with}
          />
        ) : (
          <p className="text-sm text-ink-soft">No other figure changed.</p>
        )}
      </div>
      <section aria-label="Themes compared" className="min-w-0">
        <h3 className="mb-2 text-sm text-ink-soft">Themes</h3>
        {comparison.themes.length === 0 && (
          <p className="text-sm text-ink-soft">Neither run found a theme.</p>
        )}
        <ul className="flex flex-col">
          {comparison.themes.map((theme) => (
            <ThemeRow key={theme.title} theme={theme} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function ThemeRow({ theme }: { theme: ThemeChange }) {
  const { label, tone, icon: Icon } = THEME_LOOK[theme.status]
  return (
    <li className="flex items-baseline justify-between gap-4 border-line border-t py-2 text-sm first:border-0">
      <span dir="auto" className="user-text min-w-0">
        {theme.title}
      </span>
      <span className="shrink-0 text-right">
        <strong className="font-semibold">{formatCount(theme.count)}</strong>{' '}
        <span className="text-xs text-ink-faint">after {formatCount(theme.previous_count)}</span>
        <span className={`ml-3 inline-flex w-20 items-baseline gap-1 text-xs font-semibold ${tone}`}>
          <Icon aria-hidden="true" className="size-3.5 translate-y-0.5" /> {label}
        </span>
      </span>
    </li>
  )
}

interface ChangeTableProps {
  caption: string
  rows: readonly ChangeRow[]
  other: number
  /** On a phone, the value now and its change say enough. */
  brief?: boolean
}

interface ChangeRow {
  key: string
  name: ReactNode
  now: string
  before: string
  change: string | undefined
}

function ChangeTable({ caption, rows, other, brief = false }: ChangeTableProps) {
  return (
    <table className="w-full text-sm">
      <caption className="mb-1 text-left text-sm text-ink-soft">{caption}</caption>
      <thead className="text-xs text-ink-faint">
        <tr>
          <td />
          <th scope="col" className={cx('py-1 pl-3 text-right font-semibold', brief && 'max-sm:hidden')}>
            Run {other}
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-semibold">
            This run
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-semibold">
            Change
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, now, before, change }) => (
          <tr key={key} className="border-line border-t align-baseline">
            <th scope="row" className="py-1.5 text-left font-normal">
              {name}
            </th>
            <td
              className={cx(
                'py-1.5 pl-3 text-right whitespace-nowrap text-ink-soft',
                brief && 'max-sm:hidden',
              )}
            >
              {before}
            </td>
            <td className="py-1.5 pl-3 text-right font-semibold whitespace-nowrap">{now}</td>
            <td className="py-1.5 pl-3 text-right whitespace-nowrap">{change ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
