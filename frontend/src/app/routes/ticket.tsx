import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { Link, useLocation, useParams } from 'react-router'
import { toApiError } from '@/api/errors'
import { Failure } from '@/components/ui/failure'
import { parseTicketId } from '@/features/tickets/detail/ticket-id'
import { TicketSkeleton } from '@/features/tickets/detail/ticket-skeleton'
import { TicketView } from '@/features/tickets/detail/ticket-view'
import { detailQuery } from '@/features/tickets/queries'
import { paths } from '@/lib/paths'
import { NotFound } from './not-found'

export function TicketPage() {
  const id = parseTicketId(useParams().id)
  return id === undefined ? <NotFound /> : <KnownTicket key={id} id={id} />
}

function KnownTicket({ id }: { id: number }) {
  const ticket = useQuery(detailQuery(id))
  const back = useListAddress()
  if (ticket.isError && !ticket.data && toApiError(ticket.error).status === 404) return <NotFound />
  return (
    <div className="mx-auto max-w-5xl">
      <div className="mb-4 flex items-center justify-between gap-4 text-sm">
        <Link
          to={back}
          className="-ml-2 inline-flex items-center gap-1.5 rounded-md px-2 py-1 font-medium text-ink-soft hover:bg-sunken hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-4" /> Tickets
        </Link>
        <span className="text-xs text-ink-faint">Ticket {id}</span>
      </div>
      {ticket.isPending && <TicketSkeleton />}
      {ticket.isError && !ticket.data && (
        <Failure what="The ticket" error={ticket.error} onRetry={() => void ticket.refetch()} />
      )}
      {ticket.data && <TicketView ticket={ticket.data} />}
    </div>
  )
}

/** The list that led here, with its filters. */
function useListAddress(): string {
  const state: unknown = useLocation().state
  const known = typeof state === 'object' && state !== null && 'listAddress' in state
  return known && typeof state.listAddress === 'string' ? state.listAddress : paths.tickets
}
