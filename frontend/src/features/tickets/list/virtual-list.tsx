import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef } from 'react'
import type { Ticket } from '@/api/types'
import { useMayChange } from '@/hooks/use-access'
import { useQuickChange } from '../use-quick-change'
import { usePicked } from './picked'
import { TicketRow } from './ticket-row'
import { useOffsetTop } from './use-offset-top'
import { usePicking } from './use-picking'

const ESTIMATED_ROW_PX = 86
const OVERSCAN = 4
/** How many rows before the end the next page is asked for. */
const AHEAD = 15

const estimateSize = () => ESTIMATED_ROW_PX

/** Row heights of the list that was left last: "back" needs them to find the same place again. */
let left: { address: string; measurements: VirtualItem[] } | undefined

interface VirtualListProps {
  tickets: readonly Ticket[]
  total: number
  listAddress: string
  onNearEnd: () => void
  footer: ReactNode
}

/** Only the rows in the window (and a few around it) are in the document; the window itself scrolls. */
export function VirtualList({ tickets, total, listAddress, onNearEnd, footer }: VirtualListProps) {
  const list = useRef<HTMLUListElement>(null)
  const mayChange = useMayChange()
  const picked = usePicked()
  const pick = usePicking(tickets)
  const change = useQuickChange()
  const scrollMargin = useOffsetTop(list)
  // The same from one render to the next: another one makes the virtualizer go through all rows again.
  const getItemKey = useCallback((index: number) => tickets[index]?.id ?? index, [tickets])
  const virtualizer = useWindowVirtualizer({
    count: tickets.length,
    estimateSize,
    overscan: OVERSCAN,
    scrollMargin,
    initialMeasurementsCache: left?.address === listAddress ? left.measurements : [],
    getItemKey,
  })
  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= tickets.length - AHEAD) onNearEnd()
  }, [last, tickets.length, onNearEnd])

  useEffect(
    () => () => {
      left = { address: listAddress, measurements: virtualizer.takeSnapshot() }
    },
    [virtualizer, listAddress],
  )

  /** While a row has the focus, j and k go to the next and the previous one, and x picks it, with Shift all up to it. */
  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
    if (!row) return
    const index = Number(row.dataset.index)
    const ticket = tickets[index]
    if (event.key === 'j') goTo(index + 1)
    else if (event.key === 'k') goTo(index - 1)
    else if (event.key.toLowerCase() === 'x' && ticket && mayChange) pick(ticket.id, event.shiftKey)
  }

  function goTo(index: number) {
    virtualizer.scrollToIndex(index, { align: 'auto' })
    // At once where it can be: the next key may come before the next frame.
    if (!focusRow(index)) requestAnimationFrame(() => focusRow(index))
  }

  function focusRow(index: number): boolean {
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row-link]`)
    link?.focus()
    return Boolean(link)
  }

  return (
    <div className="overflow-clip rounded-lg bg-surface shadow-card">
      <ul
        ref={list}
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
        role="list"
        aria-label="Tickets"
        onKeyDown={onKey}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map((row) => {
          const ticket = tickets[row.index]
          return (
            ticket && (
              <li
                key={row.key}
                ref={virtualizer.measureElement}
                data-index={row.index}
                aria-posinset={row.index + 1}
                aria-setsize={total}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${row.start - scrollMargin}px)` }}
              >
                <TicketRow
                  ticket={ticket}
                  listAddress={listAddress}
                  picked={picked.has(ticket.id)}
                  mayChange={mayChange}
                  onPick={pick}
                  onChange={change}
                />
              </li>
            )
          )
        })}
      </ul>
      {footer}
    </div>
  )
}
