import { useCallback, useEffect, useMemo, useState } from 'react'
import { tabId } from '@/lib/tab-id'
import { type Draft, EMPTY_DRAFT, isBlank } from './draft'
import {
  findLeftDraft,
  type LeftDraft,
  loadDraft,
  removeDraft,
  saveDraft,
  saveDraftSoon,
  saveWaiting,
} from './draft-store'

interface DraftControl {
  draft: Draft
  setDraft: (change: Draft | ((draft: Draft) => Draft)) => void
  /** Forgets the draft that was sent with this key, unless it was edited since: then it is another ticket. */
  clearSent: (key: string) => void
  /** Another tab's draft, offered and never taken unasked: that tab may still be writing it. */
  left: LeftDraft | undefined
  /** Undefined while something is written here, which it would replace. */
  adopt: (() => void) | undefined
  discardLeft: () => void
}

/** The account's draft in this tab, kept through reloads. Whoever uses it starts anew for another account. */
export function useDraft(account: string): DraftControl {
  const [tab] = useState(tabId)
  const here = useMemo(() => ({ account, tab }), [account, tab])
  const [draft, setDraft] = useState(() => loadDraft(here))
  const [left, setLeft] = useState(() => findLeftDraft(here))

  // What is being sent is stored before it is sent: a reload must find the same key.
  useEffect(() => (draft.pending ? saveDraft : saveDraftSoon)(here, draft), [here, draft])
  useEffect(() => {
    window.addEventListener('pagehide', saveWaiting)
    document.addEventListener('visibilitychange', saveWaiting)
    return () => {
      saveWaiting()
      window.removeEventListener('pagehide', saveWaiting)
      document.removeEventListener('visibilitychange', saveWaiting)
    }
  }, [])

  const clearSent = useCallback(
    (key: string) => {
      // Stored as well as shown: the answer may come after the person went to another page.
      if (loadDraft(here).pending?.key === key) removeDraft(here)
      setDraft((now) => (now.pending?.key === key ? EMPTY_DRAFT : now))
    },
    [here],
  )

  function forgetLeft() {
    if (left) removeDraft(left.place)
    setLeft(undefined)
  }

  function adopt() {
    // As it is by now: its own tab may have gone on with it, or sent it.
    const theirs = left && loadDraft(left.place)
    if (theirs && !isBlank(theirs)) setDraft(theirs)
    forgetLeft()
  }

  return {
    draft,
    setDraft,
    clearSent,
    left,
    adopt: isBlank(draft) ? adopt : undefined,
    discardLeft: forgetLeft,
  }
}
