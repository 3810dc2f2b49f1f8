import { ChevronsUpDown, LogOut, UserCog } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Link } from 'react-router'
import type { SessionUser } from '@/api/types'
import { Avatar } from '@/components/ui/avatar'
import { roleName } from '@/lib/access'
import { cx } from '@/lib/cx'
import { paths } from '@/lib/paths'
import { useSignOut } from './use-sign-out'

const ITEM =
  'flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-sunken'

/** Who is signed in, and what they can do about it. Not modal for the reason that ChoiceMenu gives. */
export function UserMenu({ user, place }: { user: SessionUser; place: 'side' | 'top' }) {
  const signOut = useSignOut()
  const name = user.name || user.username
  const role = roleName(user.role)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`Account of ${name}, ${role}`}
        className={cx(
          'flex min-w-0 items-center gap-2.5 rounded-md text-left hover:bg-surface data-[state=open]:bg-surface',
          place === 'side' ? 'w-full px-3 py-2' : 'p-1',
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
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={place === 'side' ? 'start' : 'end'}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 min-w-48 animate-rise rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          <DropdownMenu.Label className="max-w-64 border-line border-b px-2 pt-1 pb-2 lg:hidden">
            <span className="block truncate text-sm font-semibold">{name}</span>
            <span className="block text-2xs text-ink-faint">{role}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Item asChild>
            <Link to={paths.account} className={ITEM}>
              <UserCog aria-hidden="true" className="size-4 text-ink-faint" /> Your account
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={ITEM} onSelect={() => signOut.mutate()}>
            <LogOut aria-hidden="true" className="size-4 text-ink-faint" /> Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
