import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionQuery } from '@/api/session'
import { ANYBODY, accountOf } from '@/lib/account'
import { readItem, session, writeItem } from '@/lib/storage'

const KEY = 'desk.account'

/** Who this is, to keep apart what people leave in one browser. While the desk does not say, as it was last in this tab. */
export function useAccount(): string {
  const { data } = useQuery(sessionQuery)
  const known = data && accountOf(data)

  useEffect(() => {
    if (known) writeItem(session, KEY, known)
  }, [known])

  return known ?? readItem(session, KEY) ?? ANYBODY
}
