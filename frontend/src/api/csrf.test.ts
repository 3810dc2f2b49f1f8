import { describe, expect, it } from 'vitest'
import { csrfToken } from './csrf'

describe('the token against forged requests', () => {
  it.each([
    ['csrftoken=abc', 'abc'],
    ['theme=dark; csrftoken=abc; other=1', 'abc'],
    ['', undefined],
    ['csrftoken=', undefined],
    ['notcsrftoken=abc', undefined],
  ])('of the cookies "%s" is %s', (cookies, token) => {
    expect(csrfToken(cookies)).toBe(token)
  })
})
