import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import type { CreatedTicket, Ticket, TicketCreate } from '@/api/types'
import { announce } from '@/lib/desk-events'
import { insertTicket } from './cache'

export interface Submission {
  body: TicketCreate
  /** The same for every attempt at the same ticket: the server then stores it once. */
  key: string
}

export interface Filed {
  ticket: Ticket
  /** What its author follows it by. Kept apart: who merely reads the ticket has no business with it. */
  followToken: string
}

/** `onStored` is told also when the page that sent the ticket is gone. */
export function useCreateTicket(onStored: (filed: Filed, submission: Submission) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: sendTicket,
    onSuccess: (filed, submission) => {
      const { ticket } = filed
      onStored(filed, submission)
      insertTicket(queryClient, ticket)
      announce({ type: 'created', ticket })
    },
  })
}

async function sendTicket({ body, key }: Submission): Promise<Filed> {
  const created = await unwrap(
    client.POST('/api/tickets/', { params: { header: { 'Idempotency-Key': key } }, body }),
  )
  // The endpoint answers a list only to a list.
  const { follow_token: followToken, ...ticket } = created as CreatedTicket
  return { ticket, followToken }
}
