import { useState } from 'react'
import { type Edit, loadEdit, saveEdit } from './edit-store'

/** The texts of a ticket while they are rewritten, and how to replace or forget them; undefined while nobody does. */
export function useEdit(id: number): [Edit | undefined, (edit: Edit | undefined) => void] {
  const [edit, setEdit] = useState(() => loadEdit(id))

  function change(next: Edit | undefined) {
    setEdit(next)
    saveEdit(id, next)
  }

  return [edit, change]
}
