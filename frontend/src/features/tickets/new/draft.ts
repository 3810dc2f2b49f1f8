import type { Category, Priority, Suggestion, TicketCreate } from '@/api/types'
import { plural } from '@/lib/format'
import { uuid } from '@/lib/uuid'
import type { Submission } from '../use-create-ticket'

export const TITLE_MAX = 200
export const DESCRIPTION_MAX = 50_000

/** What a person typed and chose. Suggested values are not in it: they never become a choice by themselves. */
export interface Draft {
  title: string
  description: string
  category: Category | null
  priority: Priority | null
  /** What was sent last and not confirmed. Sent again unchanged, so that the server can tell that it is the same. */
  pending: Submission | null
}

export const EMPTY_DRAFT: Draft = {
  title: '',
  description: '',
  category: null,
  priority: null,
  pending: null,
}

/** Any change makes it another ticket, which needs another key. */
export function editDraft(draft: Draft, change: Partial<Omit<Draft, 'pending'>>): Draft {
  return { ...draft, ...change, pending: null }
}

export function isBlank(draft: Draft): boolean {
  return !draft.title.trim() && !draft.description.trim()
}

/** Characters as the server counts them: an emoji is one. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

export type DraftErrors = Partial<Record<'title' | 'description', string[]>>

/** What would be refused, said before it is sent. */
export function validateDraft(draft: Pick<Draft, 'title' | 'description'>): DraftErrors {
  const errors: DraftErrors = {}
  const title = countCharacters(draft.title.trim())
  const description = countCharacters(draft.description.trim())
  if (title === 0) errors.title = ['Give the ticket a title.']
  if (title > TITLE_MAX) errors.title = [`Shorten the title by ${plural(title - TITLE_MAX, 'character')}.`]
  if (description === 0) errors.description = ['Describe what happened.']
  if (description > DESCRIPTION_MAX) {
    errors.description = [`Shorten the description by ${plural(description - DESCRIPTION_MAX, 'character')}.`]
  }
  return errors
}

/** The request for a draft: the unconfirmed one again if there is one, else a new one with a new key. */
export function toSubmission(draft: Draft, suggestion: Suggestion | undefined): Submission {
  return draft.pending ?? { key: uuid(), body: toBody(draft, suggestion) }
}

function toBody(draft: Draft, suggestion: Suggestion | undefined): TicketCreate {
  const shown = usable(suggestion)
  const category = draft.category ?? shown?.suggested_category
  const priority = draft.priority ?? shown?.suggested_priority
  return {
    title: draft.title.trim(),
    description: draft.description.trim(),
    ...(category && { category }),
    ...(priority && { priority }),
    ...(shown && { suggestion_id: shown.suggestion_id, touched: chosenFields(draft) }),
  }
}

/** Left as suggested is weaker evidence for the suggestion than chosen by hand: the server counts them apart. */
function chosenFields(draft: Draft): ('category' | 'priority')[] {
  return (['category', 'priority'] as const).filter((field) => draft[field] !== null)
}

/** A suggestion without a signal fills in nothing: nobody was shown a value, so nobody can accept one. */
export function usable(suggestion: Suggestion | undefined): Suggestion | undefined {
  return suggestion?.source === 'none' ? undefined : suggestion
}
