import { useState } from 'react'
import type { Ticket, TicketPatch } from '@/api/types'
import { useAccount } from '@/hooks/use-account'
import { type Edit, editAfter, loadEdit, saveEdit } from './edit-store'

interface EditControl {
  /** The texts of a ticket while they are rewritten; undefined while nobody does. */
  edit: Edit | undefined
  /** Replaces or forgets them. */
  setEdit: (edit: Edit | undefined) => void
  /** Shows what is left to save once texts are saved; the change itself sees to the store. */
  settle: (sent: TicketPatch, saved: Ticket) => void
}

export function useEdit(id: number): EditControl {
  const account = useAccount()
  const [edit, showEdit] = useState(() => loadEdit(account, id))

  function setEdit(next: Edit | undefined) {
    showEdit(next)
    saveEdit(account, id, next)
  }

  function settle(sent: TicketPatch, saved: Ticket) {
    showEdit((now) => now && editAfter(now, sent, saved))
  }

  return { edit, setEdit, settle }
}
