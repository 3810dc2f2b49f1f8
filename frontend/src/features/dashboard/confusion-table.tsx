import type { Accuracy } from '@/api/types'
import { CATEGORIES, choiceLabel, FIELD_LABEL, PRIORITIES } from '@/lib/choices'
import { cx } from '@/lib/cx'
import { formatCount } from '@/lib/format'
import { type ConfusionField, confusionRows } from './confusion'

const VALUES: Record<ConfusionField, readonly string[]> = { category: CATEGORIES, priority: PRIORITIES }

interface ConfusionTableProps {
  field: ConfusionField
  cells: Accuracy['confusion'][ConfusionField]
}

/** Suggested against chosen. The numbers say it all; the ground shows where in a row most of them are. */
export function ConfusionTable({ field, cells }: ConfusionTableProps) {
  const rows = confusionRows(cells, VALUES[field])
  return (
    <table className="w-full table-fixed border-separate border-spacing-0.5 text-sm">
      <caption className="mb-1 text-left text-sm text-ink-soft">
        {FIELD_LABEL[field]}
        <span className="sr-only">: how often which value was suggested, and which one chosen</span>
      </caption>
      <thead className="text-2xs text-ink-faint">
        <tr>
          <td />
          <th scope="colgroup" colSpan={rows.length} className="font-normal">
            Chosen
          </th>
        </tr>
        <tr>
          <th scope="col" className="text-left font-normal">
            Suggested
          </th>
          {rows.map(({ suggested: value }) => (
            <th key={value} scope="col" className="font-semibold">
              {choiceLabel(field, value)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ suggested, counts }) => (
          <tr key={suggested}>
            <th scope="row" className="text-left font-semibold text-2xs text-ink-faint">
              {choiceLabel(field, suggested)}
            </th>
            {counts.map(({ chosen, n, shareOfRow }) => (
              <td
                key={chosen}
                className={cx('rounded-sm py-1.5 text-center', n === 0 && 'bg-sunken/50 text-ink-faint')}
                style={n > 0 ? { backgroundColor: ground(chosen === suggested, shareOfRow) } : undefined}
              >
                {formatCount(n)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Never so strong that text on it gets hard to read. */
function ground(kept: boolean, shareOfRow: number): string {
  const colour = kept ? 'var(--color-pencil)' : 'var(--color-warn-fill)'
  return `color-mix(in oklab, ${colour} ${Math.round(14 + 26 * shareOfRow)}%, transparent)`
}
