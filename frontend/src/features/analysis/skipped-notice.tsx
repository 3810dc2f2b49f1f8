import { Link } from 'react-router'
import type { RunDetail } from '@/api/types'
import { Notice } from '@/components/ui/notice'
import { formatCount, plural } from '@/lib/format'
import { paths } from '@/lib/paths'

/** Tickets that this run did not get: another one had them, or there were too many. */
export function SkippedNotice({ run: { skipped, left_out: leftOut } }: { run: RunDetail }) {
  const count = skipped.reduce((sum, part) => sum + part.count, 0)
  if (count === 0 && leftOut === 0) return null
  return (
    <Notice
      tone="info"
      title={
        count > 0
          ? `${plural(count, 'ticket was', 'tickets were')} in another run already`
          : `${plural(leftOut, 'ticket')} did not fit into one run`
      }
    >
      {count > 0 && (
        <p>
          Not analysed twice:{' '}
          {skipped.map(({ run_id: id, count: part }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              {formatCount(part)} in{' '}
              {id === null ? (
                'a run that is gone'
              ) : (
                <Link to={paths.run(id)} className="font-semibold text-pencil underline underline-offset-3">
                  run {id}
                </Link>
              )}
            </span>
          ))}
          .
        </p>
      )}
      {leftOut > 0 && (
        <p>{plural(leftOut, 'ticket')} beyond the limit of one run: the next run takes them.</p>
      )}
    </Notice>
  )
}
