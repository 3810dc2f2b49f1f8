import type { Category, Figure, Priority, Status } from '@/api/types'
import { CategoryBreakdown, PriorityBreakdown, StatusBreakdown } from '@/components/charts/breakdowns'
import { Panel } from '@/components/ui/panel'
import { CATEGORIES, PRIORITIES, STATUSES } from '@/lib/choices'
import { figureChange, figureValue } from './figure-words'

const TOLD_AS_NUMBERS: readonly Figure['group'][] = ['volume', 'age', 'disagreement']

/** The run in numbers. */
export function FiguresPanels({ figures }: { figures: readonly Figure[] }) {
  if (figures.length === 0) return null
  const numbers = figures.filter(({ group, value }) => TOLD_AS_NUMBERS.includes(group) && value !== null)
  return (
    <div className="grid items-start gap-5 md:grid-cols-2">
      <Panel title="By priority">
        <PriorityBreakdown linked={false} {...countsOf<Priority>('priority', PRIORITIES, figures)} />
      </Panel>
      <Panel title="By category">
        <CategoryBreakdown linked={false} {...countsOf<Category>('category', CATEGORIES, figures)} />
      </Panel>
      <Panel title="By status">
        <StatusBreakdown linked={false} {...countsOf<Status>('status', STATUSES, figures)} />
      </Panel>
      <Panel title="Numbers">
        <dl className="flex flex-col gap-2.5">
          {numbers.map((figure) => (
            <div key={figure.key} className="flex items-baseline justify-between gap-4">
              <dt className="text-xs text-ink-soft">{figure.label}</dt>
              <dd className="shrink-0 text-right text-sm font-semibold">
                {figureValue(figure)}
                {figureChange(figure) && (
                  <span className="block text-2xs font-normal text-ink-faint">{figureChange(figure)}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  )
}

/** The figures `GROUP.VALUE.count` as the charts take them. */
function countsOf<Value extends string>(group: string, values: readonly Value[], figures: readonly Figure[]) {
  const known = new Map(figures.map((figure) => [figure.key, figure]))
  const byValue = values.map((value) => [value, known.get(`${group}.${value}.count`)] as const)
  return {
    counts: Object.fromEntries(byValue.map(([value, figure]) => [value, figure?.value ?? 0])) as Record<
      Value,
      number
    >,
    changes: Object.fromEntries(
      byValue.map(([value, figure]) => [value, figure && figureChange(figure)]),
    ) as Record<Value, string | undefined>,
  }
}
