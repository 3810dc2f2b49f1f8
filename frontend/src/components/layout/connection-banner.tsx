import { WifiOff } from 'lucide-react'
import { useOnline } from '@/hooks/use-online'

/** The live region is always there; a region that appears together with its text is often not read out. */
export function ConnectionBanner() {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-danger-wash px-4 py-1.5 text-center text-xs font-semibold text-danger">
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          You are offline. What you see may be old; what you type is kept.
        </p>
      )}
    </div>
  )
}
