import { PresenceLine } from './presence-line'
import { type Doing, usePresence } from './use-presence'

/** Here for as long as the ticket is on the screen. */
export function TicketPresence({ id, doing }: { id: number; doing: Doing }) {
  return <PresenceLine others={usePresence(id, doing)} />
}
