import { useState } from 'react'
import { useParams } from 'react-router'
import { toApiError } from '@/api/errors'
import { Failure } from '@/components/ui/failure'
import { TicketAnalyses } from '@/features/analysis/ticket-analyses'
import { parseTicketId } from '@/features/tickets/detail/ticket-id'
import { TicketSkeleton } from '@/features/tickets/detail/ticket-skeleton'
import { TicketView } from '@/features/tickets/detail/ticket-view'
import { useTicket } from '@/features/tickets/detail/use-ticket'
import { TicketPresence } from '@/features/tickets/presence/ticket-presence'
import type { Doing } from '@/features/tickets/presence/use-presence'
import { useAccount } from '@/hooks/use-account'
import { BackToList } from './back-to-list'
import { NotFound } from './not-found'

export function TicketPage() {
  const id = parseTicketId(useParams().id)
  const account = useAccount()
  // What is being written belongs to whoever writes it.
  return id === undefined ? <NotFound /> : <KnownTicket key={`${account}/${id}`} id={id} />
}

function KnownTicket({ id }: { id: number }) {
  const ticket = useTicket(id)
  const [doing, setDoing] = useState<Doing>('viewing')
  if (ticket.isError && !ticket.data && toApiError(ticket.error).status === 404) return <NotFound />
  return (
    <div className="max-w-6xl">
      <div className="mb-4 flex min-h-8 items-center justify-between gap-4 text-sm">
        <BackToList />
        {ticket.data && <TicketPresence id={id} doing={doing} />}
        <span className="shrink-0 text-xs text-ink-faint">Ticket {id}</span>
      </div>
      {ticket.isPending && <TicketSkeleton />}
      {ticket.isError && !ticket.data && (
        <Failure what="The ticket" error={ticket.error} onRetry={() => void ticket.refetch()} />
      )}
      {ticket.data && (
        <TicketView ticket={ticket.data} aside={<TicketAnalyses id={id} />} onDoing={setDoing} />
      )}
    </div>
  )
}
