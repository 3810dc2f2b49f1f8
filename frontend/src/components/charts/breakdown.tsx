import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { wholeShares } from '@/lib/chart-math'
import { cx } from '@/lib/cx'
import { formatCount } from '@/lib/format'

export interface Slice {
  key: string
  label: ReactNode
  count: number
  /** The colour of the bar, as a class. */
  bar: string
  /** What became of the count, in words. */
  change: string | undefined
  /** The list of just these tickets. */
  to: string | undefined
}

const ROW = '-mx-2 grid min-h-9 grid-cols-[6.5rem_minmax(0,1fr)_5rem] items-center gap-3 rounded-md px-2'

/** A bar per value, all on one scale, each a link to its tickets. The numbers stand beside the bars. */
export function Breakdown({ slices }: { slices: readonly Slice[] }) {
  const most = Math.max(1, ...slices.map((slice) => slice.count))
  const shares = wholeShares(slices.map((slice) => slice.count))
  return (
    <ul className="flex flex-col gap-1">
      {slices.map((slice, index) => {
        const content = <SliceRow slice={slice} most={most} share={shares[index] ?? 0} />
        return (
          <li key={slice.key}>
            {slice.to ? (
              <Link to={slice.to} className={cx(ROW, 'hover:bg-sunken')}>
                {content}
              </Link>
            ) : (
              <div className={ROW}>{content}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function SliceRow({ slice, most, share }: { slice: Slice; most: number; share: number }) {
  return (
    <>
      <span className="flex justify-self-start">{slice.label}</span>{' '}
      <span aria-hidden="true" className="h-2.5 rounded-full bg-sunken">
        <span
          className={cx(
            'block h-full rounded-full transition-[width] duration-500',
            slice.count > 0 && 'min-w-1',
            slice.bar,
          )}
          style={{ width: `${(slice.count / most) * 100}%` }}
        />
      </span>
      <span className="text-right text-sm">
        <strong className="font-semibold">{formatCount(slice.count)}</strong>{' '}
        <span className="inline-block w-9 text-xs text-ink-faint">{share}%</span>
        {slice.change && <span className="block text-2xs text-ink-faint">{slice.change}</span>}
      </span>
    </>
  )
}
