import { Skeleton } from '@/components/ui/skeleton'

export function RunSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading the run</span>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="mt-3 h-4 w-2/5" />
      <Skeleton className="mt-5 h-22 w-full rounded-lg" />
      <Skeleton className="mt-5 h-64 w-full rounded-lg" />
    </div>
  )
}
