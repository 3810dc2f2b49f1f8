import { useQuery } from '@tanstack/react-query'
import { toApiError } from '@/api/errors'
import { useIsAccessKnown } from '@/hooks/use-access'
import { estimateQuery } from './queries'
import { requestFor, type Selection } from './scope'

/** What a run over the selection will take. `nothing`: there is no ticket in it to analyse. */
export function useEstimate(selection: Selection) {
  const { data, error, isPending, refetch } = useQuery({
    ...estimateQuery(requestFor(selection)),
    enabled: useIsAccessKnown(),
  })
  const refused = error ? toApiError(error) : undefined
  const nothing = refused?.code === 'nothing_to_analyze'
  return {
    scope: selection.scope,
    data: error ? undefined : data,
    isPending,
    nothing,
    error: nothing ? undefined : refused,
    retry: () => void refetch(),
  }
}

export type EstimateState = ReturnType<typeof useEstimate>
