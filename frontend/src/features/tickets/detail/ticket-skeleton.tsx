import { Skeleton } from '@/components/ui/skeleton'

export function TicketSkeleton() {
  return (
    <div role="status" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_17.5rem]">
      <span className="sr-only">Loading the ticket</span>
      <div>
        <Skeleton className="h-7 w-3/5" />
        <Skeleton className="mt-5 h-40 w-full rounded-lg" />
      </div>
      <Skeleton className="h-56 w-full rounded-lg" />
    </div>
  )
}
