import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { dashboardKeys } from '@/features/dashboard/queries'
import { storeTicket } from '@/features/tickets/cache'
import { ticketKeys } from '@/features/tickets/queries'
import { listen } from '@/lib/ticket-events'

/**
 * What a change means for everything else on the screen, in this tab and in the others. It lies in `app`
 * because it is the one place that knows all the features. Returns how to stop.
 */
export function startLiveUpdates(queryClient: QueryClient): () => void {
  return listen((message, origin) => {
    if (origin === 'elsewhere' && message.type === 'updated') storeTicket(queryClient, message.ticket)
    const stale: QueryKey[] = [dashboardKeys.all, ticketKeys.facets, ticketKeys.heads]
    if (origin === 'elsewhere') stale.push(ticketKeys.latest, ticketKeys.history(message.ticket.id))
    for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey })
  })
}
