import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type Filters, NO_FILTERS, parseFilters, toSearchParams } from '../filters'

/** The filters live in the address: they survive a reload, and a link shows a colleague the same list. */
export function useFilters() {
  const [parameters, setParameters] = useSearchParams()
  const filters = useMemo(() => parseFilters(parameters), [parameters])

  const setFilters = useCallback(
    (change: (filters: Filters) => Filters) =>
      // Replaced, so that "back" leaves the list instead of undoing one click at a time.
      setParameters((now) => toSearchParams(change(parseFilters(now))), {
        replace: true,
        preventScrollReset: true,
      }),
    [setParameters],
  )
  const clearFilters = useCallback(() => setFilters(() => NO_FILTERS), [setFilters])

  return { filters, setFilters, clearFilters }
}
