import { ScanText, X } from 'lucide-react'
import { Link } from 'react-router'
import { Button, buttonClass } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import { clearPicked, usePicked } from './picked'

/**
 * Floats over the rows, so that its coming moves nothing. In the document it stands before them: nobody has to
 * step through a list without end to get to it.
 */
export function PickedBar() {
  const picked = usePicked()
  return (
    <div className="pointer-events-none fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 flex justify-center lg:bottom-6 lg:left-58">
      <span role="status" className="sr-only">
        {picked.size > 0 && `${formatCount(picked.size)} selected`}
      </span>
      {picked.size > 0 && (
        <section
          aria-label="Selected tickets"
          className="pointer-events-auto flex animate-rise items-center gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 shadow-float"
        >
          <p aria-hidden="true" className="text-sm font-semibold whitespace-nowrap">
            {formatCount(picked.size)} selected
          </p>
          <Link to={paths.analyseTickets([...picked])} className={buttonClass('solid')}>
            <ScanText aria-hidden="true" className="size-4" /> Analyse
          </Link>
          <Button variant="ghost" onClick={clearPicked} aria-label="Clear the selection" className="px-2">
            <X aria-hidden="true" className="size-4" />
          </Button>
        </section>
      )}
    </div>
  )
}
