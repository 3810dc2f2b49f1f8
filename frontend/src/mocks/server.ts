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

const underWay = new Set<string>()
const MOMENTS = 20

/** When what was asked has been answered; not for what is never answered, so it waits for a moment only. */
export async function settled(): Promise<void> {
  for (let moment = 0; moment === 0 || (underWay.size > 0 && moment < MOMENTS); moment += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  underWay.clear()
}

server.events.on('request:end', ({ requestId }) => underWay.delete(requestId))
server.events.on('request:start', ({ request, requestId }) => {
  underWay.add(requestId)
  requests.push({ method: request.method, path: new URL(request.url).pathname, request: request.clone() })
})
