import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Ticket, TicketPatch } from '@/api/types'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { ChoiceMenu } from '@/components/ui/choice-menu'
import { ReadOnlyNote } from '@/components/ui/read-only-note'
import { Time } from '@/components/ui/time'
import { CATEGORIES, CATEGORY_LABEL, PRIORITIES, PRIORITY_LABEL } from '@/lib/choices'
import { cx } from '@/lib/cx'
import { AssigneeBadge } from '../assignee-badge'
import { StatusMenu } from '../status-menu'
import { AssignToMe } from './assign-to-me'
import { AssigneeField } from './assignee-field'

const PRIORITY_CHOICES = PRIORITIES.map((value) => ({ value, content: <PriorityBadge priority={value} /> }))
const CATEGORY_CHOICES = CATEGORIES.map((value) => ({ value, content: <CategoryBadge category={value} /> }))

const TRIGGER =
  '-ml-2 inline-flex min-h-8 items-center gap-2 rounded-md px-2 text-xs hover:bg-sunken data-[state=open]:bg-sunken'

interface PropertiesProps {
  ticket: Ticket
  /** What else can be done, for who may change it. */
  children?: ReactNode
  /** Undefined for who may only read them. */
  onChange: ((patch: TicketPatch) => void) | undefined
}

/** What a ticket is filed under, each changed where it stands. */
export function Properties({ ticket, children, onChange }: PropertiesProps) {
  return (
    <section aria-label="Properties" className="rounded-lg bg-surface px-5 py-3 shadow-card">
      <dl>
        <Row name="Status">
          <StatusMenu
            status={ticket.status}
            of="this ticket"
            onChange={onChange && ((status) => onChange({ status }))}
          />
        </Row>
        <Row name="Assignee">
          {onChange ? (
            <AssigneeField
              assignee={ticket.assignee}
              onChange={(assignee) => onChange({ assignee })}
              triggerClassName={cx(TRIGGER, 'max-w-full')}
            />
          ) : (
            <AssigneeBadge assignee={ticket.assignee} />
          )}
        </Row>
        <Row name="Priority">
          {onChange ? (
            <ChoiceMenu
              label={`Priority: ${PRIORITY_LABEL[ticket.priority]}`}
              value={ticket.priority}
              choices={PRIORITY_CHOICES}
              onChange={(priority) => onChange({ priority })}
              triggerClassName={TRIGGER}
              trigger={
                <>
                  <PriorityBadge priority={ticket.priority} /> <Arrow />
                </>
              }
            />
          ) : (
            <PriorityBadge priority={ticket.priority} />
          )}
        </Row>
        <Row name="Category">
          {onChange ? (
            <ChoiceMenu
              label={`Category: ${CATEGORY_LABEL[ticket.category]}`}
              value={ticket.category}
              choices={CATEGORY_CHOICES}
              onChange={(category) => onChange({ category })}
              triggerClassName={TRIGGER}
              trigger={
                <>
                  <CategoryBadge category={ticket.category} /> <Arrow />
                </>
              }
            />
          ) : (
            <CategoryBadge category={ticket.category} />
          )}
        </Row>
        <Row name="Created">
          <Time value={ticket.created_at} />
        </Row>
        <Row name="Changed">
          <Time value={ticket.updated_at} />
        </Row>
        {ticket.resolved_at && (
          <Row name="Resolved">
            <Time value={ticket.resolved_at} />
          </Row>
        )}
      </dl>
      {onChange && (
        <div className="mt-2 flex flex-col items-start border-line border-t pt-2">
          <AssignToMe assignee={ticket.assignee} onChange={(assignee) => onChange({ assignee })} />
          {children}
        </div>
      )}
      {!onChange && <ReadOnlyNote className="mt-2 border-line border-t pt-3 pb-1" />}
    </section>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 grid-cols-[5.5rem_minmax(0,1fr)] items-center">
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className="text-sm text-ink-soft">{children}</dd>
    </div>
  )
}

function Arrow() {
  return <ChevronDown aria-hidden="true" className="size-3.5 text-ink-faint" />
}
