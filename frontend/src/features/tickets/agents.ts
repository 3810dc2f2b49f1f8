import { queryOptions, useQuery } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import { sessionQuery } from '@/api/session'
import type { Agent } from '@/api/types'
import { ticketKeys } from './queries'

/** Those whom a ticket may be assigned to, by name. */
export const agentsQuery = queryOptions({
  queryKey: ticketKeys.agents,
  queryFn: ({ signal }) => unwrap(client.GET('/api/agents/', { signal })),
  select: ({ results }) => results,
  staleTime: 5 * 60_000,
})

interface Agents {
  /** Oneself, where one may be assigned to a ticket. */
  me: Agent | undefined
  others: readonly Agent[]
}

/** Nobody at all while they are not known: the rest of the page works without. */
export function useAgents(): Agents {
  const id = useQuery(sessionQuery).data?.user?.id
  const { data: agents = [] } = useQuery(agentsQuery)
  return {
    me: agents.find((agent) => agent.id === id),
    others: agents.filter((agent) => agent.id !== id),
  }
}
