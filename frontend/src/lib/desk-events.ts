import type { Category, Priority, Ticket } from '@/api/types'

/** What a ticket is filed under, as far as an analysis says it. */
export interface Filing {
  id: number
  version: number
  category: Category
  priority: Priority
}

/** Something changed in the desk: told to every part of this tab and to the other tabs. */
export type DeskEvent =
  | { type: 'created'; ticket: Ticket }
  | { type: 'updated'; ticket: Ticket }
  /** An analysis was applied to these tickets. */
  | { type: 'refiled'; filings: readonly Filing[] }
  /** A run was started, cancelled or retried, or it ended. */
  | { type: 'run'; id: number }
  /** The browser's session is another one now: all tabs share its cookie. */
  | { type: 'signed-in' }
  /** By the person, and not by a session that ran out: the account's texts in this browser go with it. */
  | { type: 'signed-out'; account: string }

type Listener = (event: DeskEvent, origin: 'here' | 'elsewhere') => void

const listeners = new Set<Listener>()
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('triage-desk')

channel?.addEventListener('message', ({ data }: MessageEvent<DeskEvent>) => {
  for (const listener of listeners) listener(data, 'elsewhere')
})

export function announce(event: DeskEvent): void {
  for (const listener of listeners) listener(event, 'here')
  channel?.postMessage(event)
}

/** Returns how to stop listening. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
