import type { TicketEvent } from '@/api/types'
import { type ChoiceField, choiceLabel, FIELD_LABEL } from '@/lib/choices'

const ROLE_NAME: Record<string, string> = {
  requester: 'The requester',
  agent: 'An agent',
  system: 'The desk',
}

const SOURCE_NAME: Record<TicketEvent['source'], string> = {
  llm: 'language model',
  cache: 'language model, asked earlier',
  keywords: 'keywords',
  none: 'no signal in the text',
  '': '',
}

/** Who did it: the name where it is known, else the role. */
export function actorOf({ actor }: TicketEvent): string {
  return actor.name || ROLE_NAME[actor.role ?? ''] || 'Somebody'
}

/** What happened, as the rest of a sentence that starts with who did it. */
export function describeEvent(event: TicketEvent): string {
  const field = fieldName(event.field)
  const from = valueName(event.field, event.old_value)
  const to = valueName(event.field, event.new_value)
  switch (event.kind) {
    case 'created':
      return 'filed the ticket'
    case 'suggested':
      return `filled in ${field} ${to}, because nobody chose one`
    case 'accepted':
      return `kept the suggested ${field} ${to}`
    case 'overridden':
      return `chose ${field} ${to} instead of the suggested ${from}`
    case 'applied':
      return `took over ${field} ${to} from an analysis, instead of ${from}`
    case 'changed':
      return describeChange(event)
  }
}

function describeChange({ field, old_value, new_value }: TicketEvent): string {
  if (field === 'description') return 'rewrote the description'
  if (field === 'assignee') return describeAssignment(old_value, new_value)
  return `changed ${fieldName(field)} from ${valueName(field, old_value)} to ${valueName(field, new_value)}`
}

/** Names; empty for nobody. */
function describeAssignment(from: string, to: string): string {
  if (!to) return `unassigned it from ${from}`
  return from ? `assigned it to ${to} instead of ${from}` : `assigned it to ${to}`
}

/** Where a suggested value came from; empty where there was none. */
export function sourceOf(event: TicketEvent): string {
  return SOURCE_NAME[event.source]
}

function isChoice(field: string): field is ChoiceField {
  return field in FIELD_LABEL
}

function fieldName(field: string): string {
  return isChoice(field) ? FIELD_LABEL[field].toLowerCase() : `the ${field}`
}

function valueName(field: string, value: string): string {
  return isChoice(field) ? choiceLabel(field, value) : `“${value}”`
}
