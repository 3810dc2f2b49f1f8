import type { Agent } from '@/api/types'
import { useAgents } from '../agents'
import { type Filters, isPerson, MINE, pickAssignee, toggleAssignee, UNASSIGNED } from '../filters'
import { FacetGroup } from './facet-group'

interface AssigneeFilterProps {
  filters: Filters
  onChange: (change: (filters: Filters) => Filters) => void
}

const MINE_OPTION = { value: MINE, content: <Words>Mine</Words> }
const UNASSIGNED_OPTION = { value: UNASSIGNED, content: <Words>Unassigned</Words> }

/** One's own tickets and those that no one has by one click, a colleague's by name. Nothing where nobody has an account. */
export function AssigneeFilter({ filters: { assignee }, onChange }: AssigneeFilterProps) {
  const { me, others } = useAgents()
  if (!me && others.length === 0 && assignee.length === 0) return null
  const person = assignee.find(isPerson)
  return (
    <div>
      <FacetGroup
        legend="Assignee"
        options={me || assignee.includes(MINE) ? [MINE_OPTION, UNASSIGNED_OPTION] : [UNASSIGNED_OPTION]}
        picked={assignee}
        counts={null}
        onToggle={(value) => onChange((now) => toggleAssignee(now, value))}
      />
      <div className="mt-1 px-2">
        <select
          aria-label="Assigned to"
          value={person ?? ''}
          onChange={({ target }) => onChange((now) => pickAssignee(now, target.value || undefined))}
          className="block min-h-8 w-full truncate rounded-md border border-line-strong bg-raised px-2 text-xs text-ink-soft hover:border-ink-faint"
        >
          <option value="">{person ? 'Anybody' : 'A colleague…'}</option>
          {withUnknown(others, person).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

/** A link may name somebody who is no agent any more, or oneself. */
function withUnknown(people: readonly Agent[], person: string | undefined): readonly Agent[] {
  if (!person || people.some(({ id }) => String(id) === person)) return people
  return [...people, { id: Number(person), name: `Account ${person}` }]
}

function Words({ children }: { children: string }) {
  return <span className="text-xs text-ink-soft">{children}</span>
}
