import { UserRound } from 'lucide-react'
import { cx } from '@/lib/cx'
import { initials } from '@/lib/initials'

const SIZE = { small: 'size-6', medium: 'size-8' } as const

interface AvatarProps {
  /** Null for somebody whom the desk does not know. */
  name: string | null
  size?: keyof typeof SIZE
  className?: string
}

/** A person as a round mark. It says nothing to screen readers: the name stands beside it. */
export function Avatar({ name, size = 'small', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid shrink-0 place-items-center rounded-full bg-pencil-wash text-2xs font-bold text-pencil',
        SIZE[size],
        className,
      )}
    >
      {name === null ? <UserRound className="size-3.5" /> : initials(name)}
    </span>
  )
}
