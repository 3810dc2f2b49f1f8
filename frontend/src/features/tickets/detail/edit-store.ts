import type { Ticket, TicketPatch } from '@/api/types'
import { keysWith, readItem, session, writeItem } from '@/lib/storage'
import { validateDraft } from '../new/draft'

const PREFIX = 'desk.edit.'

export interface Texts {
  title: string
  description: string
}

/** Texts that are being rewritten and are not saved yet. */
export interface Edit extends Texts {
  /** As it was when editing began: what somebody else saves in the meantime is a conflict. */
  ticket: Ticket
}

/** Of this tab and this account: it outlives a reload and a session that ended while somebody wrote. */
export function loadEdit(account: string, id: number): Edit | undefined {
  try {
    const stored: unknown = JSON.parse(readItem(session, keyOf(account, id)) ?? 'null')
    return isEdit(stored, id) ? stored : undefined
  } catch {
    return undefined
  }
}

export function saveEdit(account: string, id: number, edit: Edit | undefined): void {
  writeItem(session, keyOf(account, id), edit ? JSON.stringify(edit) : null)
}

/** Takes over that texts were saved, also where the page that sent them is gone. */
export function settleEdit(account: string, sent: TicketPatch, saved: Ticket): void {
  const edit = loadEdit(account, saved.id)
  if (edit) saveEdit(account, saved.id, editAfter(edit, sent, saved))
}

/** What is left to save once these texts are: what was typed since they were sent, on top of them. */
export function editAfter(edit: Edit, sent: TicketPatch, saved: Ticket): Edit | undefined {
  const { title, description } = trimmed(edit)
  return title === sent.title && description === sent.description ? undefined : { ...edit, ticket: saved }
}

/** The texts as they are to be sent; undefined while they break a rule, which the editor names. */
export function textsToSave(texts: Texts): Texts | undefined {
  const errors = validateDraft(texts)
  return errors.title || errors.description ? undefined : trimmed(texts)
}

const trimmed = ({ title, description }: Texts): Texts => ({
  title: title.trim(),
  description: description.trim(),
})

/** What an account leaves behind when it signs out: nothing. */
export function clearEdits(account: string): void {
  for (const key of keysWith(session, `${PREFIX}${account}.`)) writeItem(session, key, null)
}

const keyOf = (account: string, id: number) => `${PREFIX}${account}.${id}`

/** An older build may have written another shape. */
function isEdit(value: unknown, id: number): value is Edit {
  const edit = value as Partial<Edit> | null
  return (
    typeof edit?.title === 'string' &&
    typeof edit.description === 'string' &&
    edit.ticket?.id === id &&
    typeof edit.ticket.version === 'number'
  )
}
