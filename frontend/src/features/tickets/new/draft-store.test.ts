// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EMPTY_DRAFT } from './draft'
import { findLeftDraft, loadDraft, removeDraft, saveDraft } from './draft-store'

const NOW = 1_800_000_000_000
const DAY = 24 * 60 * 60_000
const mine = { ...EMPTY_DRAFT, title: 'Mine' }
const theirs = { ...EMPTY_DRAFT, title: 'Theirs' }

afterEach(() => localStorage.clear())

describe('drafts', () => {
  it('are kept for each tab, so that two tabs do not overwrite each other', () => {
    saveDraft('a', mine)
    saveDraft('b', theirs)
    expect(loadDraft('a')).toEqual(mine)
    expect(loadDraft('b')).toEqual(theirs)
  })

  it('of another tab are offered, the newest first, and never loaded', () => {
    saveDraft('old', mine, NOW - DAY)
    saveDraft('new', theirs, NOW)
    expect(findLeftDraft('me', NOW)).toEqual({ tab: 'new', savedAt: NOW, draft: theirs })
    expect(loadDraft('me')).toEqual(EMPTY_DRAFT)
    removeDraft('new')
    expect(findLeftDraft('me', NOW)?.tab).toBe('old')
  })

  it('are not stored while blank, and not offered after two weeks', () => {
    saveDraft('blank', { ...EMPTY_DRAFT, title: '  ' })
    saveDraft('ancient', mine, NOW - 15 * DAY)
    expect(findLeftDraft('me', NOW)).toBeUndefined()
    expect(localStorage).toHaveLength(0)
  })

  it('in a shape that this build does not know are left aside', () => {
    localStorage.setItem('desk.draft.a', '{"savedAt": 1, "draft": {"title": 5}}')
    localStorage.setItem('desk.draft.b', 'not JSON')
    expect(loadDraft('a')).toEqual(EMPTY_DRAFT)
    expect(loadDraft('b')).toEqual(EMPTY_DRAFT)
  })

  it('that cannot be stored do not break the page', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(() => saveDraft('a', mine)).not.toThrow()
  })
})
