import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { SESSION_KEY } from '@/api/session-key'
import type { Ticket } from '@/api/types'
import { analysisKeys } from '@/features/analysis/queries'
import { dashboardKeys } from '@/features/dashboard/queries'
import { storeFiling, storeTicket } from '@/features/tickets/cache'
import { clearEdits } from '@/features/tickets/detail/edit-store'
import { clearPicked } from '@/features/tickets/list/picked'
import { clearDrafts } from '@/features/tickets/new/draft-store'
import { ticketKeys } from '@/features/tickets/queries'
import { type DeskEvent, listen } from '@/lib/desk-events'

type Origin = 'here' | 'elsewhere'

/**
 * What a change means for everything else on the screen, in this tab and in the others. It lies in `app`
 * because it is the one place that knows all the features. Returns how to stop.
 */
export function startLiveUpdates(queryClient: QueryClient): () => void {
  return listen((event, origin) => {
    takeOver(queryClient, event, origin)
    for (const queryKey of outdatedBy(event, origin)) void queryClient.invalidateQueries({ queryKey })
  })
}

/** What the event itself tells, without asking the server. */
function takeOver(queryClient: QueryClient, event: DeskEvent, origin: Origin): void {
  if (event.type === 'updated' && origin === 'elsewhere') storeTicket(queryClient, event.ticket)
  if (event.type === 'refiled') for (const filing of event.filings) storeFiling(queryClient, filing)
  if (event.type === 'signed-out') {
    clearPicked()
    clearEdits(event.account)
    clearDrafts(event.account)
  }
}

function outdatedBy(event: DeskEvent, origin: Origin): QueryKey[] {
  const tickets: QueryKey[] = [dashboardKeys.all, ticketKeys.facets, ticketKeys.heads]
  switch (event.type) {
    case 'created':
      return [...tickets, analysisKeys.estimates, ...elsewhere(event, origin)]
    case 'updated':
      // Whether an analysis agrees with the ticket.
      return [
        ...tickets,
        analysisKeys.ofTicket(event.ticket.id),
        analysisKeys.details,
        analysisKeys.tables,
        ...elsewhere(event, origin),
      ]
    case 'refiled':
      return [...tickets, analysisKeys.all, ...event.filings.map(({ id }) => ticketKeys.history(id))]
    case 'run':
      return [analysisKeys.all]
    case 'signed-in':
    case 'signed-out':
      return origin === 'here' ? [] : [SESSION_KEY]
  }
}

/** What the part of the page that made the change sees to itself. */
function elsewhere({ ticket }: { ticket: Ticket }, origin: Origin): QueryKey[] {
  return origin === 'here' ? [] : [ticketKeys.latest, ticketKeys.history(ticket.id)]
}
