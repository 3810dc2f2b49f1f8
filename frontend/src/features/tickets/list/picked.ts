import { useSyncExternalStore } from 'react'
import { decodeIds, encodeIds } from '@/lib/id-list'
import { readItem, session, writeItem } from '@/lib/storage'

/**
 * The tickets that were ticked in the list. Kept beside the list and not in it: they outlive other filters, other
 * pages, a look into a ticket and a reload; each tab has its own.
 */
const KEY = 'desk.picked'
/** What one run takes by name. */
export const MAX_PICKED = 10_000

type Picked = ReadonlySet<number>

let picked: Picked | undefined
const listeners = new Set<() => void>()

export function currentPicked(): Picked {
  picked ??= new Set(decodeIds(readItem(session, KEY) ?? '', MAX_PICKED))
  return picked
}

export function setPicked(ids: readonly number[], on: boolean): void {
  const next = new Set(currentPicked())
  for (const id of ids) {
    if (!on) next.delete(id)
    else if (next.size < MAX_PICKED) next.add(id)
  }
  publish(next)
}

export function clearPicked(): void {
  publish(new Set())
}

export function usePicked(): Picked {
  return useSyncExternalStore(subscribe, currentPicked)
}

function publish(next: Picked): void {
  picked = next
  writeItem(session, KEY, next.size > 0 ? encodeIds([...next]) : null)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
