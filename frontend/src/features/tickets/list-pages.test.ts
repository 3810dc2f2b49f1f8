import { describe, expect, it } from 'vitest'
import { makeTicket } from '@/mocks/data'
import { nextPages, type Pages } from './list-pages'

const cursors = [null, 'b', 'c', null]

/** The first pages of a list, with a ticket each, in the given versions. */
const pagesOf = (...versions: number[]): Pages => ({
  pages: versions.map((version, index) => ({
    count: 3,
    next: cursors[index + 1] ?? null,
    previous: null,
    results: [makeTicket({ id: 3 - index, version })],
  })),
  pageParams: versions.map((_, index) => cursors[index] ?? null),
})

describe('nextPages', () => {
  it('adds a page and leaves those before it as they are by now', () => {
    const shown = pagesOf(2, 1)
    const next = nextPages(shown, pagesOf(1, 1, 1))
    expect(next).toEqual(pagesOf(2, 1, 1))
    expect(next.pages[0]).toBe(shown.pages[0])
  })

  it('leaves out a page that does not follow what is shown by now', () => {
    const { pages, pageParams } = pagesOf(2)
    const shown = { pages: pages.map((page) => ({ ...page, next: 'a' })), pageParams }
    expect(nextPages(shown, pagesOf(1, 1))).toBe(shown)
    expect(nextPages(shown, pagesOf(1, 1, 1))).toBe(shown)
  })

  it('takes over anything else, and what is equal as it was', () => {
    const shown = pagesOf(2, 1)
    const next = nextPages(shown, pagesOf(1, 1))
    expect(next).toEqual(pagesOf(1, 1))
    expect(next.pages[1]).toBe(shown.pages[1])
    expect(nextPages(shown, pagesOf(1))).toEqual(pagesOf(1))
    expect(nextPages(undefined, shown)).toBe(shown)
  })
})
