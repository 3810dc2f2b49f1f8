import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { announce } from '@/lib/desk-events'
import { runQuery, statusQuery } from './queries'
import { isActive, withStatus } from './run-state'

/** What a run that works has found so far is asked for more seldom than its progress. */
const FINDINGS_MS = 10_000

/** A run, live while it works. `lost`: the last question for its progress had no answer. */
export function useRun(id: number) {
  const detail = useQuery({
    ...runQuery(id),
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? FINDINGS_MS : false),
  })
  const works = detail.data !== undefined && isActive(detail.data)
  const status = useQuery({ ...statusQuery(id), enabled: works })
  const run = detail.data && withStatus(detail.data, status.data)
  const active = run && isActive(run)
  const seenAtWork = useRef<number>(undefined)

  // Whichever of both tells first that it has ended.
  useEffect(() => {
    if (active) seenAtWork.current = id
    else if (active === false && seenAtWork.current === id) {
      seenAtWork.current = undefined
      announce({ type: 'run', id })
    }
  }, [active, id])

  return { detail, run, lost: works && status.isError }
}
