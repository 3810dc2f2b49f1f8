import { setupServer } from 'msw/node'
import { Desk } from './desk'
import { createHandlers } from './handlers'

export let desk = new Desk()

export const server = setupServer(...createHandlers(desk))

/** An empty desk behind the same server. */
export function resetDesk(): void {
  desk = new Desk()
  server.resetHandlers(...createHandlers(desk))
}

/** The requests that reached the server since the last reset, as "POST /api/tickets/". */
export const requests: { method: string; path: string; request: Request }[] = []

server.events.on('request:start', ({ request }) => {
  requests.push({ method: request.method, path: new URL(request.url).pathname, request: request.clone() })
})
