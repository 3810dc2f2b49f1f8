import { LogOut, UserCog } from 'lucide-react'
import { Menu as RadixMenu } from 'radix-ui/internal'
import { Link } from 'react-router'
import { Menu } from '@/components/ui/menu'
import type { Opener } from '@/components/ui/menu-button'
import { paths } from '@/lib/paths'

const ITEM =
  'flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-sunken'

interface UserMenuItemsProps {
  opener: Opener
  label: string
  name: string
  role: string
  align: 'start' | 'end'
  onSignOut: () => void
}

/** What the UserMenu opens. */
export function UserMenuItems({ opener, label, name, role, align, onSignOut }: UserMenuItemsProps) {
  return (
    <Menu
      opener={opener}
      aria-label={label}
      align={align}
      className="z-40 min-w-48 animate-rise rounded-lg border border-line bg-raised p-1 shadow-float"
    >
      <RadixMenu.Label className="max-w-64 border-line border-b px-2 pt-1 pb-2 lg:hidden">
        <span className="block truncate text-sm font-semibold">{name}</span>
        <span className="block text-2xs text-ink-faint">{role}</span>
      </RadixMenu.Label>
      <RadixMenu.Item asChild>
        <Link to={paths.account} className={ITEM}>
          <UserCog aria-hidden="true" className="size-4 text-ink-faint" /> Your account
        </Link>
      </RadixMenu.Item>
      <RadixMenu.Item className={ITEM} onSelect={onSignOut}>
        <LogOut aria-hidden="true" className="size-4 text-ink-faint" /> Sign out
      </RadixMenu.Item>
    </Menu>
  )
}
