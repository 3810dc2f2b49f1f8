import { ChevronDown } from 'lucide-react'
import type { Agent } from '@/api/types'
import { ChoiceMenu } from '@/components/ui/choice-menu'
import { NOBODY } from '@/lib/assignee'
import { useAgents } from '../agents'
import { AssigneeBadge } from '../assignee-badge'

const NO_ONE = 'none'

interface AssigneeFieldProps {
  assignee: Agent | null
  onChange: (assignee: Agent | null) => void
  triggerClassName: string
}

/** Who has the ticket: nobody, oneself, the others by name. */
export function AssigneeField({ assignee, onChange, triggerClassName }: AssigneeFieldProps) {
  const { me, others } = useAgents()
  const known = [...(me ? [me] : []), ...others]
  // Whoever has it may have been an agent once, and is none any more.
  const people = !assignee || known.some(({ id }) => id === assignee.id) ? known : [...known, assignee]
  const choices = [
    { value: NO_ONE, text: NOBODY, content: <AssigneeBadge assignee={null} /> },
    ...people.map((agent) => {
      const words = agent === me ? `me (${agent.name})` : agent.name
      return {
        value: String(agent.id),
        text: words,
        content: <AssigneeBadge assignee={agent} words={words} />,
      }
    }),
  ]

  function choose(value: string) {
    onChange(people.find(({ id }) => String(id) === value) ?? null)
  }

  return (
    <ChoiceMenu
      label={`Assignee: ${assignee?.name ?? NOBODY}`}
      value={assignee ? String(assignee.id) : NO_ONE}
      choices={choices}
      onChange={choose}
      triggerClassName={triggerClassName}
      trigger={
        <>
          <AssigneeBadge assignee={assignee} />
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
        </>
      }
    />
  )
}
