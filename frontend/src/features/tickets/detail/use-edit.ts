import { useState } from 'react'
import { useAccount } from '@/hooks/use-account'
import { type Edit, loadEdit, saveEdit } from './edit-store'

/** The texts of a ticket while they are rewritten, and how to replace or forget them; undefined while nobody does. */
export function useEdit(id: number): [Edit | undefined, (edit: Edit | undefined) => void] {
  const account = useAccount()
  const [edit, setEdit] = useState(() => loadEdit(account, id))

  function change(next: Edit | undefined) {
    setEdit(next)
    saveEdit(account, id, next)
  }

  return [edit, change]
}
