import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import type { Ticket, TicketCreate } from '@/api/types'
import { announce } from '@/lib/desk-events'
import { insertTicket } from './cache'

export interface Submission {
  body: TicketCreate
  /** The same for every attempt at the same ticket: the server then stores it once. */
  key: string
}

/** `onStored` is told also when the page that sent the ticket is gone. */
export function useCreateTicket(onStored: (ticket: Ticket, submission: Submission) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: sendTicket,
    onSuccess: (ticket, submission) => {
      onStored(ticket, submission)
      insertTicket(queryClient, ticket)
      announce({ type: 'created', ticket })
    },
  })
}

async function sendTicket({ body, key }: Submission): Promise<Ticket> {
  const created = await unwrap(
    client.POST('/api/tickets/', { params: { header: { 'Idempotency-Key': key } }, body }),
  )
  // The endpoint answers a list only to a list.
  return Array.isArray(created) ? (created[0] as Ticket) : created
}
