import { ANYBODY } from '@/lib/account'
import { CATEGORIES, PRIORITIES } from '@/lib/choices'
import { keysWith, local, readItem, writeItem } from '@/lib/storage'
import { type Draft, EMPTY_DRAFT, isBlank } from './draft'

const PREFIX = 'desk.draft.'
const MAX_AGE_MS = 14 * 24 * 60 * 60_000
/** Storing blocks the page, so it waits until nobody has typed for so long. */
const PAUSE_MS = 300

/** Whose draft, and in which tab: people share computers, and a person has several tabs. */
export interface Place {
  account: string
  tab: string
}

interface Stored {
  savedAt: number
  draft: Draft
}

export interface LeftDraft extends Stored {
  place: Place
}

let waiting: { key: string; save: () => void; timer: ReturnType<typeof setTimeout> } | undefined

/** The draft of this place, or an empty one. */
export function loadDraft(place: Place): Draft {
  saveWaiting()
  return read(keyOf(place))?.draft ?? EMPTY_DRAFT
}

export function saveDraft(place: Place, draft: Draft, now = Date.now()): void {
  drop(keyOf(place))
  const stored: Stored = { savedAt: now, draft }
  writeItem(local, keyOf(place), isBlank(draft) ? null : JSON.stringify(stored))
}

/** As `saveDraft`, when typing pauses, or with `saveWaiting` before. */
export function saveDraftSoon(place: Place, draft: Draft): void {
  const key = keyOf(place)
  if (waiting?.key === key) drop(key)
  else saveWaiting()
  waiting = { key, save: () => saveDraft(place, draft), timer: setTimeout(saveWaiting, PAUSE_MS) }
}

/** Stores what waits for a pause: the page may be going. */
export function saveWaiting(): void {
  const last = waiting
  if (!last) return
  drop(last.key)
  last.save()
}

function drop(key: string): void {
  if (waiting?.key !== key) return
  clearTimeout(waiting.timer)
  waiting = undefined
}

/**
 * The newest draft of another tab, which may be closed by now, or of before signing in. Never another account's.
 * Drafts of weeks ago are cleared away.
 */
export function findLeftDraft(here: Place, now = Date.now()): LeftDraft | undefined {
  const found: LeftDraft[] = []
  for (const key of keysWith(local, PREFIX)) {
    if (key === keyOf(here)) continue
    const place = placeOf(key)
    const stored = read(key)
    if (!place || !stored || now - stored.savedAt > MAX_AGE_MS) writeItem(local, key, null)
    else if ([here.account, ANYBODY].includes(place.account)) found.push({ ...stored, place })
  }
  return found.sort((a, b) => b.savedAt - a.savedAt)[0]
}

export function removeDraft(place: Place): void {
  drop(keyOf(place))
  writeItem(local, keyOf(place), null)
}

/** What an account leaves behind when it signs out: nothing. */
export function clearDrafts(account: string): void {
  saveWaiting()
  for (const key of keysWith(local, `${PREFIX}${account}.`)) writeItem(local, key, null)
}

/** Whether an account's draft waits in this tab for somebody to sign in again. It is not told whose. */
export function hasDraftOfAccount(tab: string): boolean {
  saveWaiting()
  return keysWith(local, PREFIX).some((key) => {
    const place = placeOf(key)
    return place?.tab === tab && place.account !== ANYBODY && read(key) !== undefined
  })
}

const keyOf = ({ account, tab }: Place) => `${PREFIX}${account}.${tab}`

/** Undefined for what an older build wrote, which did not say whose it was. */
function placeOf(key: string): Place | undefined {
  const [account, tab] = key.slice(PREFIX.length).split('.')
  return account && tab ? { account, tab } : undefined
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
