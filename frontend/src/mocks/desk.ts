import type {
  Accuracy,
  Agent,
  Facets,
  FollowedTicket,
  Onlooker,
  Stats,
  Ticket,
  TicketCreate,
  TicketEvent,
} from '@/api/types'
import { CATEGORIES, PRIORITIES, STATUSES } from '@/lib/choices'
import { Accounts } from './accounts'
import { makeAccuracy, makeTicket } from './data'
import { MockRuns } from './runs'

/** The mock backend's memory: just enough of the real rules for the pages to be tested against. */
export class Desk {
  tickets: Ticket[] = []
  events: TicketEvent[] = []
  /** Those that a ticket may be assigned to. */
  agents: Agent[] = [
    { id: 2, name: 'Ada Lovelace' },
    { id: 1, name: 'Grace Hopper' },
  ]
  /** Who else has a ticket open, whichever it is; and what this tab has told of itself, in order. */
  onlookers: Onlooker[] = []
  readonly told: string[] = []
  /** How the status of every ticket went, oldest first. */
  statusChanges: FollowedTicket['changes'] = []
  accuracy: Accuracy = makeAccuracy()
  readonly runs = new MockRuns()
  readonly accounts = new Accounts()
  readonly answered = new Map<string, { body: string; ticket: Ticket }>()

  create(draft: TicketCreate): Ticket {
    const { suggestion_id: _, ...fields } = draft
    const now = new Date().toISOString()
    const id = Math.max(0, ...this.tickets.map((ticket) => ticket.id)) + 1
    const ticket = makeTicket({ ...defined(fields), id, created_at: now, updated_at: now })
    this.tickets = [ticket, ...this.tickets]
    return ticket
  }

  find(id: number): Ticket | undefined {
    return this.tickets.find((ticket) => ticket.id === id)
  }

  /** What the token of a ticket leads to. */
  followed(token: string | null): FollowedTicket | undefined {
    const ticket = this.tickets.find(({ id }) => token === followToken(id))
    if (!ticket) return undefined
    const { assignee: _, version: __, ...shown } = ticket
    return { ...shown, changes: this.statusChanges }
  }

  /** As somebody else would change it. */
  change(id: number, fields: Partial<Ticket>): Ticket {
    const before = this.find(id)
    if (!before) throw new Error(`The mock desk has no ticket ${id}.`)
    const after = { ...before, ...fields, version: before.version + 1 }
    this.tickets = this.tickets.map((ticket) => (ticket.id === id ? after : ticket))
    return after
  }

  list(query: URLSearchParams): Ticket[] {
    const search = (query.get('search') ?? '').toLowerCase()
    return this.tickets.filter(
      (ticket) =>
        allows(query, 'category', ticket.category) &&
        allows(query, 'priority', ticket.priority) &&
        allows(query, 'status', ticket.status) &&
        this.allowsAssignee(query, ticket) &&
        `${ticket.title} ${ticket.description}`.toLowerCase().includes(search),
    )
  }

  private allowsAssignee(query: URLSearchParams, { assignee }: Ticket): boolean {
    const me = this.accounts.session.user?.id
    return (
      allows(query, 'assignee', assignee ? String(assignee.id) : 'none') ||
      (assignee !== null && assignee.id === me && allows(query, 'assignee', 'me'))
    )
  }

  facets(): Facets {
    return {
      category: this.count('category', CATEGORIES),
      priority: this.count('priority', PRIORITIES),
      status: this.count('status', STATUSES),
    }
  }

  stats(): Stats {
    const { category, priority, status } = this.facets()
    return {
      total_tickets: this.tickets.length,
      open_tickets: status.open,
      avg_tickets_per_day: this.tickets.length,
      priority_breakdown: priority,
      category_breakdown: category,
    }
  }

  private count<Field extends 'category' | 'priority' | 'status'>(
    field: Field,
    values: readonly Ticket[Field][],
  ) {
    return Object.fromEntries(
      values.map((value) => [value, this.tickets.filter((ticket) => ticket[field] === value).length]),
    ) as Record<Ticket[Field], number>
  }
}

export const followToken = (id: number) => `${id}:of-the-mock`

function allows(query: URLSearchParams, name: string, value: string): boolean {
  const given = query.getAll(name).flatMap((part) => part.split(','))
  return given.length === 0 || given.includes(value)
}

function defined<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: Exclude<Fields[Name], undefined>
  }
}
