import { Suspense, useState, useSyncExternalStore } from 'react'
import { later } from '@/lib/later'
import { currentToasts, subscribeToToasts } from '@/lib/toasts'

const [ToastStack] = later(async () => (await import('./toast-stack')).ToastStack)

/** Shows the queue of short messages, from the first one on. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts)
  const [used, setUsed] = useState(false)
  if (toasts.length > 0 && !used) setUsed(true)
  if (!used) return null
  return (
    <Suspense fallback={null}>
      <ToastStack toasts={toasts} />
    </Suspense>
  )
}
