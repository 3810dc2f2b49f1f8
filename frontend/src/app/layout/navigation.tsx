import { ChartNoAxesColumn, Inbox, ScanText, SquarePen } from 'lucide-react'
import { NavLink } from 'react-router'
import { cx } from '@/lib/cx'
import { paths } from '@/lib/paths'

const ITEMS = [
  { to: paths.tickets, label: 'Tickets', icon: Inbox },
  { to: paths.newTicket, label: 'New ticket', icon: SquarePen },
  { to: paths.analysis, label: 'Analysis', icon: ScanText },
  { to: paths.dashboard, label: 'Dashboard', icon: ChartNoAxesColumn },
] as const

const LOOK = {
  side: {
    list: 'flex flex-col gap-0.5',
    link: 'flex items-center gap-3 rounded-md px-3 py-2 text-sm font-medium',
    active: 'bg-surface text-ink shadow-card font-semibold',
  },
  bottom: {
    list: 'flex justify-around',
    link: 'flex min-w-20 flex-col items-center gap-0.5 rounded-md px-3 py-1.5 text-2xs font-medium',
    active: 'text-ink font-semibold [&_svg]:text-stamp',
  },
} as const

interface NavigationProps {
  place: keyof typeof LOOK
  /** Somebody who may write tickets and nothing else. */
  requester?: boolean
}

/** The same places: beside the page on a wide screen, under the thumb on a phone. */
export function Navigation({ place, requester = false }: NavigationProps) {
  const look = LOOK[place]
  const items = requester ? ITEMS.filter(({ to }) => to === paths.newTicket) : ITEMS
  return (
    <nav aria-label="Main">
      <ul className={look.list}>
        {items.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === paths.tickets}
              className={({ isActive }) =>
                cx(look.link, isActive ? look.active : 'text-ink-soft hover:bg-surface hover:text-ink')
              }
            >
              <Icon aria-hidden="true" className="size-4.5" />
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
