import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'
import type { AnalyzeRequest, RunDetail } from '@/api/types'
import { announce } from '@/lib/desk-events'
import { storeRun } from './queries'

/** What is done to a run; each answers with the run as it is then. */
const CHANGES = {
  cancel: (id: number) => client.POST('/api/analyze/{run_id}/cancel/', { params: { path: { run_id: id } } }),
  retry: (id: number) => client.POST('/api/analyze/{run_id}/retry/', { params: { path: { run_id: id } } }),
} as const

export function useRunChange(change: keyof typeof CHANGES, id: number) {
  const takeOver = useTakeOver()
  return useMutation({
    mutationFn: () => unwrap(CHANGES[change](id)),
    onSuccess: takeOver,
    // A refusal means that the run is not what the page shows.
    onError: () => announce({ type: 'run', id }),
  })
}

export function useStartRun(onStarted: (run: RunDetail) => void) {
  const takeOver = useTakeOver()
  return useMutation({
    mutationFn: (request: AnalyzeRequest) => unwrap(client.POST('/api/analyze/', { body: request })),
    onSuccess: (run) => {
      takeOver(run)
      onStarted(run)
    },
  })
}

function useTakeOver() {
  const queryClient = useQueryClient()
  return (run: RunDetail) => {
    storeRun(queryClient, run)
    announce({ type: 'run', id: run.id })
  }
}
