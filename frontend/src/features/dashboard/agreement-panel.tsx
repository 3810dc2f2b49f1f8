import { useQuery } from '@tanstack/react-query'
import { Failure } from '@/components/ui/failure'
import { Panel } from '@/components/ui/panel'
import { cx } from '@/lib/cx'
import { Agreement } from './agreement'
import { PanelSkeleton } from './panel-skeleton'
import { accuracyQuery, type Range } from './queries'

export function AgreementPanel({ range }: { range: Range }) {
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(accuracyQuery(range))
  return (
    <>
      {error && <Failure what="The decisions on suggestions" error={error} onRetry={() => void refetch()} />}
      {isPending && <PanelSkeleton />}
      {data && (
        <div
          aria-busy={isPlaceholderData}
          className={cx('transition-opacity', isPlaceholderData && 'opacity-50')}
        >
          <Panel
            title="Suggestions"
            aside={<p className="text-xs text-ink-soft">Tickets of the last {data.days} days</p>}
          >
            <Agreement accuracy={data} />
          </Panel>
        </div>
      )}
    </>
  )
}
