import { Skeleton } from '@/components/ui/skeleton'
import { cx } from '@/lib/cx'

export function PanelSkeleton({ tall = false }: { tall?: boolean }) {
  return (
    <div role="status" className={cx('rounded-lg bg-surface p-5 shadow-card', tall ? 'h-78' : 'h-53')}>
      <span className="sr-only">Loading figures</span>
      <Skeleton className="h-4 w-32" />
      <Skeleton className="mt-6 h-3 w-full" />
      <Skeleton className="mt-6 h-3 w-3/4" />
      <Skeleton className="mt-6 h-3 w-1/2" />
    </div>
  )
}
