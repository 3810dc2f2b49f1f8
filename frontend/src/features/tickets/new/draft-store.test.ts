// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ANYBODY } from '@/lib/account'
import { EMPTY_DRAFT } from './draft'
import {
  clearDrafts,
  findLeftDraft,
  hasDraftOfAccount,
  loadDraft,
  removeDraft,
  saveDraft,
  saveDraftSoon,
  saveWaiting,
} from './draft-store'

const NOW = 1_800_000_000_000
const DAY = 24 * 60 * 60_000
const mine = { ...EMPTY_DRAFT, title: 'Mine' }
const theirs = { ...EMPTY_DRAFT, title: 'Theirs' }
const at = (tab: string, account = '1') => ({ tab, account })

afterEach(() => localStorage.clear())

describe('a draft that is being typed', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })

  afterEach(() => {
    saveWaiting()
    vi.useRealTimers()
  })

  it('is stored once, when typing pauses', () => {
    const store = vi.spyOn(Storage.prototype, 'setItem')
    for (const title of ['M', 'Mi', 'Mine']) {
      saveDraftSoon(at('a'), { ...mine, title })
      vi.advanceTimersByTime(200)
    }
    expect(store).not.toHaveBeenCalled()
    vi.advanceTimersByTime(100)
    expect(store).toHaveBeenCalledTimes(1)
    expect(loadDraft(at('a'))).toEqual(mine)
  })

  it('is stored when the page goes, and before anybody looks', () => {
    saveDraftSoon(at('a'), mine)
    expect(localStorage).toHaveLength(0)
    saveWaiting()
    expect(localStorage).toHaveLength(1)
    saveDraftSoon(at('a'), theirs)
    expect(loadDraft(at('a'))).toEqual(theirs)
  })

  it('does not come back after it was sent or its writer signed out', () => {
    saveDraftSoon(at('a'), mine)
    removeDraft(at('a'))
    saveDraftSoon(at('b'), mine)
    clearDrafts('1')
    vi.advanceTimersByTime(1_000)
    expect(localStorage).toHaveLength(0)
  })
})

describe('drafts', () => {
  it('are kept for each tab, so that two tabs do not overwrite each other', () => {
    saveDraft(at('a'), mine)
    saveDraft(at('b'), theirs)
    expect(loadDraft(at('a'))).toEqual(mine)
    expect(loadDraft(at('b'))).toEqual(theirs)
  })

  it('of another tab are offered, the newest first, and never loaded', () => {
    saveDraft(at('old'), mine, NOW - DAY)
    saveDraft(at('new'), theirs, NOW)
    expect(findLeftDraft(at('me'), NOW)).toEqual({ place: at('new'), savedAt: NOW, draft: theirs })
    expect(loadDraft(at('me'))).toEqual(EMPTY_DRAFT)
    removeDraft(at('new'))
    expect(findLeftDraft(at('me'), NOW)?.place).toEqual(at('old'))
  })

  it('are not stored while blank, and not offered after two weeks', () => {
    saveDraft(at('blank'), { ...EMPTY_DRAFT, title: '  ' })
    saveDraft(at('ancient'), mine, NOW - 15 * DAY)
    expect(findLeftDraft(at('me'), NOW)).toBeUndefined()
    expect(localStorage).toHaveLength(0)
  })

  it('in a shape that this build does not know are left aside', () => {
    localStorage.setItem('desk.draft.1.a', '{"savedAt": 1, "draft": {"title": 5}}')
    localStorage.setItem('desk.draft.1.b', 'not JSON')
    expect(loadDraft(at('a'))).toEqual(EMPTY_DRAFT)
    expect(loadDraft(at('b'))).toEqual(EMPTY_DRAFT)
  })

  it('that cannot be stored do not break the page', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(() => saveDraft(at('a'), mine)).not.toThrow()
  })
})

describe('drafts of several people in one browser', () => {
  it('are neither loaded nor offered to another account', () => {
    saveDraft(at('a', '1'), mine, NOW)
    expect(loadDraft(at('a', '2'))).toEqual(EMPTY_DRAFT)
    expect(findLeftDraft(at('b', '2'), NOW)).toBeUndefined()
    expect(findLeftDraft(at('b', ANYBODY), NOW)).toBeUndefined()
    expect(loadDraft(at('a', '1'))).toEqual(mine)
  })

  it('are known to wait in their own tab only', () => {
    saveDraft(at('a', '1'), mine, NOW)
    expect(hasDraftOfAccount('a')).toBe(true)
    expect(hasDraftOfAccount('b')).toBe(false)
    saveDraft(at('b', ANYBODY), mine, NOW)
    expect(hasDraftOfAccount('b')).toBe(false)
  })

  it('written before signing in are offered after it', () => {
    saveDraft(at('a', ANYBODY), mine, NOW)
    expect(findLeftDraft(at('a', '1'), NOW)?.draft).toEqual(mine)
  })

  it('are gone from every tab when their account signs out, and only those', () => {
    saveDraft(at('a', '1'), mine, NOW)
    saveDraft(at('b', '1'), mine, NOW)
    saveDraft(at('a', '12'), theirs, NOW)
    saveDraft(at('a', ANYBODY), theirs, NOW)
    clearDrafts('1')
    expect(Object.keys(localStorage).sort()).toEqual(['desk.draft.12.a', 'desk.draft.anybody.a'])
  })

  it('that do not say whose they are, as an older build left them, are removed', () => {
    localStorage.setItem('desk.draft.a', JSON.stringify({ savedAt: NOW, draft: mine }))
    expect(findLeftDraft(at('b'), NOW)).toBeUndefined()
    expect(localStorage).toHaveLength(0)
  })
})
