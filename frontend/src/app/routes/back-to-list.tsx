import { ArrowLeft } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { paths } from '@/lib/paths'

/** To the list that led here, with its filters and at the place where it was left. */
export function BackToList() {
  const from = listAddress(useLocation().state)
  const navigate = useNavigate()

  function goBack(event: MouseEvent) {
    // A click with a modifier opens the address elsewhere; without a list behind us there is nothing to go back to.
    if (from === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void navigate(-1)
  }

  return (
    <Link
      to={from ?? paths.tickets}
      onClick={goBack}
      className="-ml-2 inline-flex items-center gap-1.5 rounded-md px-2 py-1 font-medium text-ink-soft hover:bg-sunken hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-4" /> Tickets
    </Link>
  )
}

/** What a row of the list puts into the navigation; anything may lie in the browser's history. */
function listAddress(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('listAddress' in state)) return undefined
  return typeof state.listAddress === 'string' ? state.listAddress : undefined
}
