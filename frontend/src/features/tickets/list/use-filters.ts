import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Filters, NO_FILTERS, parseFilters, toSearchParams } from '../filters'

/**
 * The filters live in the address: they survive a reload, and a link shows a colleague the same list.
 *
 * A navigation takes a moment, and a checkbox must not: what was just picked counts until the address says so too.
 */
export function useFilters() {
  const [parameters, setParameters] = useSearchParams()
  const inAddress = useMemo(() => parseFilters(parameters), [parameters])
  const [picked, setPicked] = useState<Filters>()
  const filters = picked ?? inAddress
  const latest = useRef(filters)
  const asked = useRef<string[]>([])

  useEffect(() => {
    const place = asked.current.lastIndexOf(`${toSearchParams(inAddress)}`)
    // Where two picks follow quickly, the address first says the former; one from elsewhere ends them all.
    asked.current = place === -1 ? [] : asked.current.slice(place + 1)
    if (asked.current.length > 0) return
    latest.current = inAddress
    setPicked(undefined)
  }, [inAddress])

  const setFilters = useCallback(
    (change: (filters: Filters) => Filters) => {
      const next = change(latest.current)
      latest.current = next
      setPicked(next)
      // Replaced, so that "back" leaves the list instead of undoing one click at a time.
      const parameters = toSearchParams(next)
      asked.current.push(`${parameters}`)
      setParameters(parameters, { replace: true, preventScrollReset: true })
    },
    [setParameters],
  )
  const clearFilters = useCallback(() => setFilters(() => NO_FILTERS), [setFilters])

  return { filters, setFilters, clearFilters }
}
