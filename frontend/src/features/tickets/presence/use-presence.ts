import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { client, unwrap } from '@/api/client'
import { sessionQuery } from '@/api/session'
import type { Onlooker } from '@/api/types'
import { useIsAccessKnown, useMayChange } from '@/hooks/use-access'
import { accessOf } from '@/lib/access'
import { tabId } from '@/lib/tab-id'
import { ticketKeys } from '../queries'

/** As often as the desk wants to hear of somebody; it forgets them after 40 s. */
const BEAT_MS = 15_000

export type Doing = Onlooker['state']

/**
 * Tells the desk that this tab has the ticket open, and asks who else has. A courtesy: where it fails, nothing is
 * shown. While the tab is hidden it rests, as intervals do by default. Who may only read asks and is not told of.
 */
export function usePresence(id: number, doing: Doing): readonly Onlooker[] {
  const known = useIsAccessKnown()
  const told = useMayChange() && known
  const latest = useRef(doing)
  const said = useRef<Doing>(undefined)
  const inTurn = useInTurn()
  const path = { ticket_id: id }
  const { data, isFetching, refetch } = useQuery({
    queryKey: ticketKeys.presence(id),
    enabled: known,
    queryFn: ({ signal }) =>
      told
        ? inTurn(() => {
            said.current = latest.current
            return unwrap(
              client.PUT('/api/tickets/{ticket_id}/presence/', {
                params: { path },
                body: { tab: tabId(), state: latest.current },
              }),
            )
          })
        : unwrap(
            client.GET('/api/tickets/{ticket_id}/presence/', {
              signal,
              params: { path, query: { tab: tabId() } },
            }),
          ),
    refetchInterval: BEAT_MS,
    refetchOnWindowFocus: 'always',
    retry: false,
    // Who was here a while ago is of no interest.
    gcTime: 0,
  })

  useEffect(() => {
    latest.current = doing
    // After what is under way: asked beside the first question, another one would be taken for the same.
    if (told && !isFetching && said.current !== doing) void refetch()
  }, [told, isFetching, doing, refetch])

  useLeaving(id, told, inTurn)
  return data?.others ?? []
}

type InTurn = <T>(tell: () => Promise<T>) => Promise<T>

/** One after the other, and none given up: of two that are under way at once, the desk might take the older one last. */
function useInTurn(): InTurn {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return useCallback((tell) => {
    const told = last.current.catch(() => undefined).then(tell)
    last.current = told
    return told
  }, [])
}

/** Says goodbye to the ticket when the page is left for another one, or for good. */
function useLeaving(id: number, told: boolean, inTurn: InTurn): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!told) return
    const leave = () =>
      client.DELETE('/api/tickets/{ticket_id}/presence/', {
        params: { path: { ticket_id: id }, query: { tab: tabId() } },
        // It has to outlive the page.
        keepalive: true,
      })
    // A page that is gone waits for nothing.
    const leaveNow = () => void leave().catch(() => undefined)
    window.addEventListener('pagehide', leaveNow)
    return () => {
      window.removeEventListener('pagehide', leaveNow)
      // Who has signed out is no longer heard, and was forgotten with that.
      if (accessOf(queryClient.getQueryData(sessionQuery.queryKey)) !== 'agent') return
      void inTurn(leave).catch(() => undefined)
    }
  }, [queryClient, id, told, inTurn])
}
