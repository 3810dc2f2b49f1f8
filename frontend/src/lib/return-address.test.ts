import { describe, expect, it } from 'vitest'
import { returnAddress, signInPath } from './return-address'

describe('the way back after signing in', () => {
  it('is kept in the address, with its filters', () => {
    const address = signInPath({ pathname: '/analysis/7', search: '?show=failed&page=2' })
    expect(returnAddress(new URL(address, 'https://desk.test').searchParams)).toBe(
      '/analysis/7?show=failed&page=2',
    )
  })

  it('needs no saying where it is the list', () => {
    expect(signInPath({ pathname: '/', search: '' })).toBe('/sign-in')
  })

  it.each([
    '',
    'https://evil.test/',
    '//evil.test/',
    '/\\evil.test/',
    '/\t/evil.test/',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '//',
  ])('leads nowhere but into the app (%s)', (next) => {
    expect(returnAddress(new URLSearchParams({ next }))).toBe('/')
  })
})
