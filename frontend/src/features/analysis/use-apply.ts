import { useMutation } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import type { ApplyResult, RunTicket } from '@/api/types'
import { announce } from '@/lib/desk-events'

/** The API's own limit for one request. */
const AT_ONCE = 200

export type Application = Pick<RunTicket, 'ticket_id' | 'disagrees'> & { version: number }

/** Undefined for a ticket that agrees with its analysis, or that has none to apply, or is gone. */
export function applicationOf({ ticket_id, disagrees, status, ticket }: RunTicket): Application | undefined {
  if (status !== 'done' || disagrees.length === 0 || !ticket) return undefined
  return { ticket_id, disagrees, version: ticket.version }
}

/** Gives tickets what their analysis says. Each version is the one that was seen: what changed since is refused. */
export function useApply(id: number) {
  return useMutation({
    mutationFn: async (applications: readonly Application[]) => {
      const result: ApplyResult = { applied: [], refused: [] }
      for (let start = 0; start < applications.length; start += AT_ONCE) {
        const part = await applyPart(id, applications.slice(start, start + AT_ONCE))
        result.applied.push(...part.applied)
        result.refused.push(...part.refused)
        announceApplied(part)
      }
      return result
    },
    onSettled: () => announce({ type: 'run', id }),
  })
}

function applyPart(id: number, applications: readonly Application[]): Promise<ApplyResult> {
  const tickets = applications.map(({ ticket_id, version, disagrees }) => ({
    ticket_id,
    version,
    fields: [...disagrees],
  }))
  return unwrap(
    client.POST('/api/analyze/{run_id}/apply/', { params: { path: { run_id: id } }, body: { tickets } }),
  )
}

function announceApplied({ applied }: ApplyResult): void {
  if (applied.length === 0) return
  announce({
    type: 'refiled',
    filings: applied.map(({ ticket_id, ...filing }) => ({ id: ticket_id, ...filing })),
  })
}
