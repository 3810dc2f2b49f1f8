import { describe, expect, it } from 'vitest'
import { followLink, tokenFrom } from './follow-link'

describe('the link of a ticket', () => {
  it('carries its token behind the #, so that it reaches no log', () => {
    const { pathname, search, hash } = new URL(followLink('12:a-B_c', 'https://desk.test'))
    expect([pathname, search]).toEqual(['/follow', ''])
    expect(tokenFrom(hash)).toBe('12:a-B_c')
  })

  it('is understood as mail programs write it', () => {
    expect(tokenFrom('#12%3Aa-B_c')).toBe('12:a-B_c')
    expect(tokenFrom('#12:a-B_c%20')).toBe('12:a-B_c')
  })

  it.each(['', '#', '#%', '#12:ü', '#a b', '#12:a\nX-Other: 1', `#${'a'.repeat(201)}`])(
    'has no token in %j',
    (hash) => {
      expect(tokenFrom(hash)).toBeUndefined()
    },
  )
})
