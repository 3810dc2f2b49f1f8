import { useQuery } from '@tanstack/react-query'
import { DoorOpen } from 'lucide-react'
import { sessionQuery } from '@/api/session'

/** Says so for as long as the desk needs no sign-in; it cannot be closed, because the fact does not go away. */
export function OpenBanner() {
  const { data } = useQuery(sessionQuery)
  if (!data?.open) return null
  return (
    <aside
      aria-label="About this desk"
      className="flex items-center justify-center gap-2 bg-warn-wash px-4 py-1.5 text-center text-xs text-warn"
    >
      <DoorOpen aria-hidden="true" className="size-4 shrink-0" />
      <span>
        <strong>Open desk:</strong> anyone who reaches this address can read and change every ticket.
      </span>
    </aside>
  )
}
