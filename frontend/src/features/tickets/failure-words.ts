import type { ApiError } from '@/api/errors'
import type { Ticket, TicketPatch } from '@/api/types'
import { NOBODY } from '@/lib/assignee'
import { type ChoiceField, choiceLabel, FIELD_LABEL } from '@/lib/choices'

const TEXT_FIELDS = { title: 'title', description: 'description' } as const

/** What a change was about, in words: "status to Resolved", "assignee to Grace Hopper", "title". */
export function describePatch(patch: TicketPatch): string {
  return Object.entries(patch)
    .map(([field, value]) => {
      if (field === 'assignee') return `assignee to ${patch.assignee?.name ?? NOBODY}`
      if (field in TEXT_FIELDS) return TEXT_FIELDS[field as keyof typeof TEXT_FIELDS]
      const choice = field as ChoiceField
      return `${FIELD_LABEL[choice].toLowerCase()} to ${choiceLabel(choice, String(value))}`
    })
    .join(' and ')
}

/** What somebody else made of the ticket, as far as it differs from what was seen: "status is now Closed". */
export function describeDifference(seen: Ticket, now: Ticket): string[] {
  const choices = (['status', 'priority', 'category'] as const)
    .filter((field) => seen[field] !== now[field])
    .map((field) => `${FIELD_LABEL[field].toLowerCase()} is now ${choiceLabel(field, now[field])}`)
  const texts = (['title', 'description'] as const)
    .filter((field) => seen[field] !== now[field])
    .map((field) => `the ${field} was rewritten`)
  const assignee =
    seen.assignee?.id === now.assignee?.id ? [] : [`assignee is now ${now.assignee?.name ?? NOBODY}`]
  return [...choices, ...assignee, ...texts]
}

/** "status is now Closed, the title was rewritten"; never empty. */
export function summariseDifference(seen: Ticket, now: Ticket): string {
  return describeDifference(seen, now).join(', ') || 'it was changed and changed back'
}

/** Why a change did not go through, and what to do. */
export function explainFailure(error: ApiError): string {
  if (error.unanswered) return 'The desk could not be reached. Check your connection and try again.'
  if (error.status === 404) return 'The ticket does not exist any more.'
  if (error.status >= 500) {
    return `The desk had a problem. Try again in a moment${error.requestId ? ` (request ${error.requestId})` : ''}.`
  }
  return error.message
}
