import { ScanText, X } from 'lucide-react'
import { Link } from 'react-router'
import type { TicketPage } from '@/api/types'
import { Button, buttonClass } from '@/components/ui/button'
import { formatCount } from '@/lib/format'

interface ListSummaryProps {
  page: TicketPage | undefined
  filtered: boolean
  /** Where a run over just these tickets is started; undefined for who may start none. */
  analyse: string | undefined
  onClear: () => void
}

/** "1,000+ tickets": what the count counts, and what a short search did not look through. */
export function describeCount(page: TicketPage, filtered: boolean): string {
  const number = `${formatCount(page.count)}${page.count_capped ? '+' : ''}`
  const one = page.count === 1 && !page.count_capped
  return `${number} ${one ? 'ticket' : 'tickets'}${filtered ? (one ? ' matches' : ' match') : ''}`
}

export function ListSummary({ page, filtered, analyse, onClear }: ListSummaryProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 text-sm">
      <p role="status" className="text-ink-soft">
        {page && describeCount(page, filtered)}
        {page?.search_complete === false && (
          <span className="text-ink-faint"> among the newest. Type a longer word to search them all.</span>
        )}
      </p>
      {filtered && (
        <Button variant="ghost" onClick={onClear} aria-label="Clear all" className="-my-1 px-2">
          <X aria-hidden="true" className="size-4" /> Clear<span className="max-sm:hidden"> all</span>
        </Button>
      )}
      {filtered && analyse && page && page.count > 0 && (
        <Link to={analyse} aria-label="Analyse these" className={buttonClass('ghost', '-my-1 ml-auto px-2')}>
          <ScanText aria-hidden="true" className="size-4" /> Analyse
          <span className="max-sm:hidden"> these</span>
        </Link>
      )}
    </div>
  )
}
