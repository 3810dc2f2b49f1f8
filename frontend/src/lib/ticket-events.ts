import type { Ticket } from '@/api/types'

/** Something changed in the desk: told to every part of this tab and to the other tabs. */
export type TicketEventMessage = { type: 'created'; ticket: Ticket } | { type: 'updated'; ticket: Ticket }

type Listener = (message: TicketEventMessage, origin: 'here' | 'elsewhere') => void

const listeners = new Set<Listener>()
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('triage-desk')

channel?.addEventListener('message', (event: MessageEvent<TicketEventMessage>) => {
  for (const listener of listeners) listener(event.data, 'elsewhere')
})

export function announce(message: TicketEventMessage): void {
  for (const listener of listeners) listener(message, 'here')
  channel?.postMessage(message)
}

/** Returns how to stop listening. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
