import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { RunStatus } from '@/api/types'
import { activeQuery, analysisKeys } from './queries'

/** The runs under way by id. Where one began or ended, what depends on it is asked for again. */
export function useActiveRuns(): ReadonlyMap<number, RunStatus> {
  const queryClient = useQueryClient()
  const { data } = useQuery(activeQuery)
  const active = useMemo(() => new Map((data ?? []).map((status) => [status.id, status])), [data])
  const ids = data && [...active.keys()].sort((a, b) => a - b).join()
  const before = useRef(ids)

  useEffect(() => {
    const changed = before.current !== undefined && ids !== undefined && before.current !== ids
    before.current = ids ?? before.current
    if (!changed) return
    for (const queryKey of [analysisKeys.allRuns, analysisKeys.estimates]) {
      void queryClient.invalidateQueries({ queryKey })
    }
  }, [queryClient, ids])

  return active
}
