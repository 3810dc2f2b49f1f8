import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { client, unwrap } from '@/api/client'
import type { Onlooker } from '@/api/types'
import { useIsAccessKnown, useMayChange } from '@/hooks/use-access'
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
  const path = { ticket_id: id }
  const { data, refetch } = useQuery({
    queryKey: ticketKeys.presence(id),
    enabled: known,
    queryFn: ({ signal }) =>
      told
        ? unwrap(
            client.PUT('/api/tickets/{ticket_id}/presence/', {
              signal,
              params: { path },
              body: { tab: tabId(), state: latest.current },
            }),
          )
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
    if (latest.current === doing) return
    latest.current = doing
    void refetch()
  }, [doing, refetch])

  useLeaving(id, told)
  return data?.others ?? []
}

/** Says goodbye to the ticket when the page is left for another one, or for good. */
function useLeaving(id: number, told: boolean): void {
  useEffect(() => {
    if (!told) return
    const leave = () => {
      void client
        .DELETE('/api/tickets/{ticket_id}/presence/', {
          params: { path: { ticket_id: id }, query: { tab: tabId() } },
          // It has to outlive the page.
          keepalive: true,
        })
        .catch(() => undefined)
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id, told])
}
