import { ChevronLeft, ChevronRight } from 'lucide-react'
import { formatCount } from '@/lib/format'
import { Button } from './button'

interface PagerProps {
  /** What is paged, for screen readers: "Runs". */
  label: string
  page: number
  pageSize: number
  count: number
  onPage: (page: number) => void
}

/** Nothing while everything fits on one page. */
export function Pager({ label, page, pageSize, count, onPage }: PagerProps) {
  const last = Math.max(1, Math.ceil(count / pageSize))
  if (last === 1 && page === 1) return null
  const from = (page - 1) * pageSize + 1
  return (
    <nav aria-label={`Pages of ${label}`} className="flex items-center justify-between gap-3 px-4 py-2">
      <p className="text-xs text-ink-faint">
        {from > count
          ? 'Nothing on this page'
          : `${formatCount(from)} to ${formatCount(Math.min(count, page * pageSize))} of ${formatCount(count)}`}
      </p>
      <div className="flex gap-1">
        <Button variant="ghost" onClick={() => onPage(Math.min(page - 1, last))} disabled={page <= 1}>
          <ChevronLeft aria-hidden="true" className="size-4" /> Previous
        </Button>
        <Button variant="ghost" onClick={() => onPage(page + 1)} disabled={page >= last}>
          Next <ChevronRight aria-hidden="true" className="size-4" />
        </Button>
      </div>
    </nav>
  )
}
