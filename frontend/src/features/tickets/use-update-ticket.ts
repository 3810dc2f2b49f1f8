import { mutationOptions, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { type ApiError, toApiError } from '@/api/errors'
import type { Ticket, TicketPatch } from '@/api/types'
import { useAccount } from '@/hooks/use-account'
import { announce } from '@/lib/desk-events'
import { resetTicket, showFields, storeTicket } from './cache'
import { settleEdit } from './detail/edit-store'
import { ticketKeys } from './queries'
import { type VersionChain, versionChainOf } from './version-chain'

export interface TicketChange {
  /** The ticket as the person saw it. */
  ticket: Ticket
  patch: TicketPatch
}

type OnFailure = (error: ApiError, change: TicketChange) => void
type OnTextsSaved = (sent: TicketPatch, saved: Ticket) => void

interface TicketUpdate {
  queryClient: QueryClient
  account: string
  id: number
  /** Told after the screen is right again; a conflict has `error.current`. */
  onFailure: OnFailure
  /** Told of every change of the texts, also while a later change is under way. */
  onTextsSaved?: OnTextsSaved
}

/** Changes a ticket: shown at once, taken back if it fails. Changes of one ticket go one after the other. */
export const ticketUpdate = ({ queryClient, account, id, onFailure, onTextsSaved }: TicketUpdate) =>
  mutationOptions({
    scope: { id: `ticket-${id}` },
    mutationFn: (change: TicketChange) => sendChange(change, versionChainOf(queryClient)),
    onMutate: async ({ patch }) => {
      await queryClient.cancelQueries({ queryKey: ticketKeys.detail(id) })
      showFields(queryClient, id, patch)
    },
    onSuccess: (saved, { patch }) => {
      storeTicket(queryClient, saved)
      if ('title' in patch) {
        // Here and not in the page, which may be gone when the answer comes.
        settleEdit(account, patch, saved)
        onTextsSaved?.(patch, saved)
      }
      announce({ type: 'updated', ticket: saved })
    },
    onError: (cause, change) => {
      const error = toApiError(cause)
      takeBack(queryClient, change, error)
      onFailure(error, change)
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ticketKeys.history(id) })
    },
  })

export function useUpdateTicket(id: number, onFailure: OnFailure, onTextsSaved: OnTextsSaved) {
  const queryClient = useQueryClient()
  const account = useAccount()
  return useMutation(ticketUpdate({ queryClient, account, id, onFailure, onTextsSaved }))
}

async function sendChange({ ticket, patch }: TicketChange, chain: VersionChain): Promise<Ticket> {
  const stored = chain.follow(ticket)
  const saved = await unwrap(
    client.PATCH('/api/tickets/{ticket_id}/', {
      params: { path: { ticket_id: ticket.id } },
      body: { ...toBody(patch), version: stored.version },
    }),
  )
  chain.record(stored, saved)
  return saved
}

function toBody({ assignee, ...fields }: TicketPatch) {
  return assignee === undefined ? fields : { ...fields, assignee: assignee?.id ?? null }
}

function takeBack(queryClient: QueryClient, { ticket, patch }: TicketChange, error: ApiError): void {
  if (error.current) {
    resetTicket(queryClient, error.current)
    return
  }
  const chain = versionChainOf(queryClient)
  const stored = chain.follow(ticket)
  chain.record(stored, stored)
  const before = Object.fromEntries(
    Object.keys(patch).map((field) => [field, stored[field as keyof TicketPatch]]),
  ) as TicketPatch
  showFields(queryClient, ticket.id, before)
  // Without an answer the change may have been stored all the same.
  if (error.transient) void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticket.id) })
}
