import { CATEGORIES, PRIORITIES } from '@/lib/choices'
import { keysWith, local, readItem, writeItem } from '@/lib/storage'
import { type Draft, EMPTY_DRAFT, isBlank } from './draft'

const PREFIX = 'desk.draft.'
const MAX_AGE_MS = 14 * 24 * 60 * 60_000

interface Stored {
  savedAt: number
  draft: Draft
}

export interface LeftDraft extends Stored {
  tab: string
}

/** This tab's draft, or an empty one. */
export function loadDraft(tab: string): Draft {
  return read(PREFIX + tab)?.draft ?? EMPTY_DRAFT
}

export function saveDraft(tab: string, draft: Draft, now = Date.now()): void {
  const stored: Stored = { savedAt: now, draft }
  writeItem(local, PREFIX + tab, isBlank(draft) ? null : JSON.stringify(stored))
}

/** The newest draft of another tab, which may be closed by now. Drafts of weeks ago are cleared away. */
export function findLeftDraft(tab: string, now = Date.now()): LeftDraft | undefined {
  const found: LeftDraft[] = []
  for (const key of keysWith(local, PREFIX)) {
    if (key === PREFIX + tab) continue
    const stored = read(key)
    if (!stored || now - stored.savedAt > MAX_AGE_MS) writeItem(local, key, null)
    else found.push({ ...stored, tab: key.slice(PREFIX.length) })
  }
  return found.sort((a, b) => b.savedAt - a.savedAt)[0]
}

export function removeDraft(tab: string): void {
  writeItem(local, PREFIX + tab, null)
}

function read(key: string): Stored | undefined {
  const text = readItem(local, key)
  if (!text) return undefined
  try {
    const stored: unknown = JSON.parse(text)
    return isStored(stored) ? stored : undefined
  } catch {
    return undefined
  }
}

/** An older build may have written another shape. */
function isStored(value: unknown): value is Stored {
  const stored = value as Partial<Stored> | null
  const draft = stored?.draft
  return (
    typeof stored?.savedAt === 'number' &&
    typeof draft?.title === 'string' &&
    typeof draft.description === 'string' &&
    (draft.category === null || CATEGORIES.includes(draft.category)) &&
    (draft.priority === null || PRIORITIES.includes(draft.priority)) &&
    (draft.pending === null || typeof draft.pending?.key === 'string')
  )
}
