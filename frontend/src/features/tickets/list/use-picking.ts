import { useCallback, useEffect, useRef } from 'react'
import type { Ticket } from '@/api/types'
import { currentPicked, setPicked } from './picked'

/** Ticks a ticket, or with `range` everything between the last one that was ticked and this one. */
export function usePicking(tickets: readonly Ticket[]): (id: number, range: boolean) => void {
  const shown = useRef(tickets)
  const anchor = useRef<number>(undefined)

  useEffect(() => {
    shown.current = tickets
  }, [tickets])

  return useCallback((id: number, range: boolean) => {
    const on = !currentPicked().has(id)
    setPicked(range ? between(shown.current, anchor.current ?? id, id) : [id], on)
    anchor.current = id
  }, [])
}

/** The ids from one ticket of the list to another, both included, in either direction. */
export function between(tickets: readonly Pick<Ticket, 'id'>[], from: number, to: number): number[] {
  const ids = tickets.map((ticket) => ticket.id)
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b) as [number, number]
  // The first is not in the list any more.
  return start === -1 ? [to] : ids.slice(start, end + 1)
}
