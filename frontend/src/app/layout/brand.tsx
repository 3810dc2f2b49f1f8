import { Link } from 'react-router'
import { useAccess } from '@/hooks/use-access'
import { paths } from '@/lib/paths'

/** Leads to where the visitor may go: who may read no tickets can write one. */
export function Brand() {
  const requester = useAccess() === 'anybody'
  return (
    <Link
      to={requester ? paths.newTicket : paths.tickets}
      className="flex items-center gap-2.5 rounded-md font-bold tracking-tight"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        className="size-6"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
      >
        <path d="M3 5.5h18" className="stroke-stamp" />
        <path d="M3 12h12.5" stroke="currentColor" />
        <path d="M3 18.5h7" stroke="currentColor" opacity="0.5" />
      </svg>
      Triage Desk
    </Link>
  )
}
