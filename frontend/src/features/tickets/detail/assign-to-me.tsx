import { UserRoundCheck, UserRoundPlus } from 'lucide-react'
import type { Agent } from '@/api/types'
import { Button } from '@/components/ui/button'
import { useAgents } from '../agents'

interface AssignToMeProps {
  assignee: Agent | null
  onChange: (assignee: Agent) => void
}

/** Takes a ticket by one click. It stays in its place when it is done, so that nothing moves. */
export function AssignToMe({ assignee, onChange }: AssignToMeProps) {
  const { me } = useAgents()
  if (!me) return null
  const mine = assignee?.id === me.id
  const Icon = mine ? UserRoundCheck : UserRoundPlus
  return (
    <Button
      variant="ghost"
      aria-disabled={mine}
      onClick={() => !mine && onChange(me)}
      className="-ml-3.5 min-h-8 text-xs aria-disabled:text-ink-faint"
    >
      <Icon aria-hidden="true" className="size-4" />
      {mine ? 'Assigned to you' : 'Assign to me'}
    </Button>
  )
}
