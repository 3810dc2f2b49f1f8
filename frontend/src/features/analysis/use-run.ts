import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
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
  const ended = works && status.data !== undefined && !isActive(status.data)

  useEffect(() => {
    if (ended) announce({ type: 'run', id })
  }, [ended, id])

  return {
    detail,
    run: detail.data && withStatus(detail.data, status.data),
    lost: works && status.isError,
  }
}
