import { Inbox, SearchX, SquarePen } from 'lucide-react'
import { Link } from 'react-router'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { paths } from '@/lib/paths'

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7]

export function ListSkeleton() {
  return (
    <div role="status" className="overflow-hidden rounded-lg bg-surface shadow-card">
      <span className="sr-only">Loading tickets</span>
      {ROWS.map((row) => (
        <div key={row} className="flex items-start gap-6 border-line border-b px-4 py-3.5">
          <div className="flex-1">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="mt-2 h-3 w-11/12" />
            <Skeleton className="mt-1.5 h-3 w-3/5" />
          </div>
          <Skeleton className="hidden h-4 w-16 md:block" />
          <Skeleton className="hidden h-4 w-20 md:block" />
          <Skeleton className="hidden h-6 w-24 rounded-full md:block" />
          <Skeleton className="h-4 w-10" />
        </div>
      ))}
    </div>
  )
}

export function NoTickets() {
  return (
    <EmptyState
      icon={<Inbox />}
      title="No tickets yet"
      action={
        <Link to={paths.newTicket} className={buttonClass('solid')}>
          <SquarePen aria-hidden="true" className="size-4" /> Write the first ticket
        </Link>
      }
    >
      Tickets that people write, here or through the API, gather on this page. While you type, the desk
      suggests a category and a priority; you decide.
    </EmptyState>
  )
}

/** `incomplete`: only the newest tickets were looked through. */
export function NoMatch({ incomplete, onClear }: { incomplete: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="No ticket matches"
      action={<Button onClick={onClear}>Clear search and filters</Button>}
    >
      {incomplete
        ? 'One or two letters are looked for in the newest tickets only. Type a longer word to search them all.'
        : 'Every word has to occur in the title or the description, and every filter has to fit.'}
    </EmptyState>
  )
}
