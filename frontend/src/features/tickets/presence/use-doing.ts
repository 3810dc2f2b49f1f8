import { type FocusEvent, useState } from 'react'
import type { Edit } from '../detail/edit-store'
import type { Doing } from './use-presence'

const TEXTS = 'input, textarea'
/** Of an open menu: one of its values is about to be chosen. */
const CHOICES = '[role="menu"], [role="menuitemradio"]'

/** Whether somebody is changing a ticket: a text differs from what is stored, or a field has the focus. */
export function useDoing(edit: Edit | undefined) {
  const [focus, setFocus] = useState<'text' | 'choice'>()
  const changed =
    edit !== undefined && (edit.title !== edit.ticket.title || edit.description !== edit.ticket.description)
  // An editor that closes takes its focus with it, and no event tells of it.
  const writing = focus === 'text' && edit !== undefined
  const doing: Doing = changed || writing || focus === 'choice' ? 'editing' : 'viewing'
  const watch = {
    onFocus: ({ target }: FocusEvent) =>
      setFocus(target.matches(TEXTS) ? 'text' : target.matches(CHOICES) ? 'choice' : undefined),
    onBlur: () => setFocus(undefined),
  }
  return { doing, watch }
}
