/** The queue of short messages. Whoever shows them subscribes; whoever has something to say calls `toast`. */
export interface Toast {
  id: number
  tone: 'plain' | 'good' | 'danger'
  title: string
  body?: string | undefined
  action?: { label: string; run: () => void } | undefined
  link?: { label: string; to: string } | undefined
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function publish(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export function toast(message: Omit<Toast, 'id'>): void {
  lastId += 1
  publish([...toasts, { ...message, id: lastId }])
}

export function dismissToast(id: number): void {
  publish(toasts.filter((shown) => shown.id !== id))
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const currentToasts = (): readonly Toast[] => toasts
