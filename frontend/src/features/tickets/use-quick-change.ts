import { useCallback } from 'react'
import type { ApiError } from '@/api/errors'
import type { Ticket, TicketPatch } from '@/api/types'
import { toast } from '@/lib/toasts'
import { describePatch, explainFailure, summariseDifference } from './failure-words'
import { type TicketChange, useUpdateTicket } from './use-update-ticket'

/** A change by one click, from a list: what goes wrong is told in a toast that offers to try again. */
export function useQuickChange(ticket: Ticket): (patch: TicketPatch) => void {
  const { mutate } = useUpdateTicket(ticket.id, (error: ApiError, { ticket: seen, patch }: TicketChange) => {
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
        run: () => mutate({ ticket: current ?? seen, patch }),
      },
    })
  })

  return useCallback((patch: TicketPatch) => mutate({ ticket, patch }), [mutate, ticket])
}
