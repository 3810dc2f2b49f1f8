import { useCallback, useEffect, useState } from 'react'
import { tabId } from '@/lib/tab-id'
import { type Draft, EMPTY_DRAFT } from './draft'
import { findLeftDraft, type LeftDraft, loadDraft, removeDraft, saveDraft } from './draft-store'

interface DraftControl {
  draft: Draft
  setDraft: (change: Draft | ((draft: Draft) => Draft)) => void
  /** Forgets the draft that was sent with this key, unless it was edited since: then it is another ticket. */
  clearSent: (key: string) => void
  /** Another tab's draft, offered and never taken unasked: that tab may still be writing it. */
  left: LeftDraft | undefined
  adopt: () => void
  discardLeft: () => void
}

/** The draft of this tab, kept through reloads. */
export function useDraft(): DraftControl {
  const [tab] = useState(tabId)
  const [draft, setDraft] = useState(() => loadDraft(tab))
  const [left, setLeft] = useState(() => findLeftDraft(tab))

  useEffect(() => saveDraft(tab, draft), [tab, draft])

  const clearSent = useCallback(
    (key: string) => {
      // Stored as well as shown: the answer may come after the person went to another page.
      if (loadDraft(tab).pending?.key === key) removeDraft(tab)
      setDraft((now) => (now.pending?.key === key ? EMPTY_DRAFT : now))
    },
    [tab],
  )

  function forgetLeft() {
    if (left) removeDraft(left.tab)
    setLeft(undefined)
  }

  function adopt() {
    if (left) setDraft(left.draft)
    forgetLeft()
  }

  return { draft, setDraft, clearSent, left, adopt, discardLeft: forgetLeft }
}
