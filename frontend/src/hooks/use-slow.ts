import { useEffect, useState } from 'react'

const SLOW_MS = 4_000

/** Whether something has been going on for longer than people expect. */
export function useSlow(going: boolean): boolean {
  const [slow, setSlow] = useState(false)

  useEffect(() => {
    if (!going) return
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [going])

  return slow
}
