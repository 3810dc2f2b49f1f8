import { ChevronsUpDown } from 'lucide-react'
import type { SessionUser } from '@/api/types'
import { Avatar } from '@/components/ui/avatar'
import { MenuButton } from '@/components/ui/menu-button'
import { roleName } from '@/lib/access'
import { cx } from '@/lib/cx'
import { later } from '@/lib/later'
import { useSignOut } from './use-sign-out'

const [UserMenuItems, loadUserMenuItems] = later(
  async () => (await import('./user-menu-items')).UserMenuItems,
)

/** Who is signed in, and what they can do about it. */
export function UserMenu({ user, place }: { user: SessionUser; place: 'side' | 'top' }) {
  const signOut = useSignOut()
  const name = user.name || user.username
  const role = roleName(user.role)
  const label = `Account of ${name}, ${role}`
  return (
    <MenuButton
      popup="menu"
      aria-label={label}
      className={cx(
        'flex min-w-0 items-center gap-2.5 rounded-md text-left hover:bg-surface data-[state=open]:bg-surface',
        place === 'side' ? 'w-full px-3 py-2' : 'p-1',
      )}
      prepare={loadUserMenuItems}
      opens={(opener) => (
        <UserMenuItems
          opener={opener}
          label={label}
          name={name}
          role={role}
          align={place === 'side' ? 'start' : 'end'}
          onSignOut={() => signOut.mutate()}
        />
      )}
    >
      <Avatar name={name} size="medium" />
      {place === 'side' && (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-semibold">{name}</span>
            <span className="block text-2xs text-ink-faint">{role}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
        </>
      )}
    </MenuButton>
  )
}
