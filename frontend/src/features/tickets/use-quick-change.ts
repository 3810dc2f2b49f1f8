import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ApiError } from '@/api/errors'
import type { Ticket, TicketPatch } from '@/api/types'
import { useAccount } from '@/hooks/use-account'
import { toast } from '@/lib/toasts'
import { describePatch, explainFailure, summariseDifference } from './failure-words'
import { type TicketChange, ticketUpdate } from './use-update-ticket'

/**
 * A change by one click, from a list: what goes wrong is told in a toast that offers to try again.
 *
 * One function for all rows, and a mutation only when it is called: rows come and go by the hundred while somebody
 * scrolls.
 */
export function useQuickChange(): (ticket: Ticket, patch: TicketPatch) => void {
  const queryClient = useQueryClient()
  const account = useAccount()
  return useCallback(
    (ticket: Ticket, patch: TicketPatch) => quickChange(queryClient, account, { ticket, patch }),
    [queryClient, account],
  )
}

function quickChange(queryClient: QueryClient, account: string, change: TicketChange): void {
  const onFailure = (error: ApiError, { ticket: seen, patch }: TicketChange) => {
    const what = describePatch(patch)
    const { current } = error
    toast({
      tone: 'danger',
      title: current ? `Somebody else changed ticket ${seen.id} first` : `Ticket ${seen.id} was not changed`,
      body: current
        ? `Now ${summariseDifference(seen, current)}. Your change (${what}) was not saved.`
        : explainFailure(error),
      action: {
        label: current ? 'Apply mine again' : 'Try again',
        run: () => quickChange(queryClient, account, { ticket: current ?? seen, patch }),
      },
    })
  }
  const update = ticketUpdate({ queryClient, account, id: change.ticket.id, onFailure })
  const mutation = queryClient
    .getMutationCache()
    .build(queryClient, queryClient.defaultMutationOptions(update))
  // `onFailure` has said what went wrong.
  mutation.execute(change).catch(() => {})
}
