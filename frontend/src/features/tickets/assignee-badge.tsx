import { UserRoundX } from 'lucide-react'
import type { Agent } from '@/api/types'
import { Avatar } from '@/components/ui/avatar'
import { NOBODY } from '@/lib/assignee'

interface AssigneeBadgeProps {
  assignee: Agent | null
  /** In place of the name: "me (Grace Hopper)". */
  words?: string | undefined
}

/** Who has a ticket, or that no one has it. */
export function AssigneeBadge({ assignee, words = assignee?.name }: AssigneeBadgeProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2 text-xs text-ink-soft">
      {assignee ? (
        <Avatar name={assignee.name} />
      ) : (
        <UserRoundX aria-hidden="true" className="mx-1 size-4 shrink-0 text-ink-faint" />
      )}
      <span className="user-text line-clamp-1">{words ?? NOBODY}</span>
    </span>
  )
}
