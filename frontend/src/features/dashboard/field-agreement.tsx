import type { Agreement } from '@/api/types'
import { cx } from '@/lib/cx'
import { formatCount } from '@/lib/format'
import { intervalWords, keptWords, notCountedWords } from './agreement-words'

const PARTS = [
  { choice: 'accepted', words: 'kept by hand', bar: 'bg-pencil' },
  { choice: 'untouched', words: 'left untouched', bar: 'bg-pencil/45' },
  { choice: 'overridden', words: 'changed', bar: 'bg-warn-fill' },
] as const

/** One field: how many suggested values were kept, how sure that is, and what the figure is made of. */
export function FieldAgreement({ label, agreement }: { label: string; agreement: Agreement }) {
  const { cases } = agreement
  const notCounted = notCountedWords(agreement)
  return (
    <div className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-sm">
      <dt className="text-ink-soft">{label}</dt>
      {cases === 0 ? (
        <dd className="text-right text-ink-faint">No decisions yet</dd>
      ) : (
        <>
          <dd className="text-right">
            <strong className="font-semibold">{keptWords(agreement)} kept</strong>{' '}
            <span className="block text-xs text-ink-faint sm:inline">{intervalWords(agreement)}</span>
          </dd>
          <dd
            aria-hidden="true"
            className="col-span-2 flex h-2.5 gap-px overflow-hidden rounded-full bg-sunken"
          >
            {PARTS.map(({ choice, bar }) => (
              <span key={choice} className={bar} style={{ width: `${(agreement[choice] / cases) * 100}%` }} />
            ))}
          </dd>
          <dd className="col-span-2">
            <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-soft">
              {PARTS.map(({ choice, words, bar }) => (
                <li key={choice} className="flex items-center gap-1.5 whitespace-nowrap">
                  <span aria-hidden="true" className={cx('size-2 rounded-full', bar)} />
                  {`${formatCount(agreement[choice])} ${words}`}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {notCounted && <dd className="col-span-2 text-xs text-ink-faint">{notCounted}</dd>}
    </div>
  )
}
