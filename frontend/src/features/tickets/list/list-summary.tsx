import { X } from 'lucide-react'
import type { TicketPage } from '@/api/types'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'

interface ListSummaryProps {
  page: TicketPage | undefined
  filtered: boolean
  onClear: () => void
}

/** "1,000+ tickets": what the count counts, and what a short search did not look through. */
export function describeCount(page: TicketPage, filtered: boolean): string {
  const number = `${formatCount(page.count)}${page.count_capped ? '+' : ''}`
  const one = page.count === 1 && !page.count_capped
  return `${number} ${one ? 'ticket' : 'tickets'}${filtered ? (one ? ' matches' : ' match') : ''}`
}

export function ListSummary({ page, filtered, onClear }: ListSummaryProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 text-sm">
      <p role="status" className="text-ink-soft">
        {page && describeCount(page, filtered)}
        {page?.search_complete === false && (
          <span className="text-ink-faint"> among the newest. Type a longer word to search them all.</span>
        )}
      </p>
      {filtered && (
        <Button variant="ghost" onClick={onClear} className="-my-1 px-2">
          <X aria-hidden="true" className="size-4" /> Clear all
        </Button>
      )}
    </div>
  )
}
