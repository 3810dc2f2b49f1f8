import { WifiOff } from 'lucide-react'
import { useOnline } from '@/hooks/use-online'

/** Floats, so that it is seen wherever the page is scrolled to. The live region is always there; a region that appears together with its text is often not read out. */
export function ConnectionBanner() {
  const online = useOnline()
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-40 flex justify-center lg:bottom-4"
    >
      {!online && (
        <p className="flex animate-rise items-center gap-2 rounded-full bg-danger px-4 py-1.5 text-xs font-semibold text-surface shadow-float">
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          Offline: what you see may be old, what you type is kept.
        </p>
      )}
    </div>
  )
}
