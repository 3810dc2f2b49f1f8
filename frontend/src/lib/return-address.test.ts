import { describe, expect, it } from 'vitest'
import {
  hasReturnAddress,
  openIdAddress,
  returnAddress,
  secondFactorPath,
  signInPath,
} from './return-address'

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

  it('is said to the organisation too, where it is not the list', () => {
    expect(openIdAddress('/api/session/openid/', '/')).toBe('/api/session/openid/')
    expect(openIdAddress('/api/session/openid/', '/tickets/5?a=b')).toBe(
      '/api/session/openid/?next=%2Ftickets%2F5%3Fa%3Db',
    )
  })

  it('goes by the set-up of a second factor, also to the list', () => {
    const address = secondFactorPath({ pathname: '/', search: '?status=open' })
    const { pathname, searchParams } = new URL(address, 'https://desk.test')
    expect(pathname).toBe('/account')
    expect(hasReturnAddress(searchParams)).toBe(true)
    expect(returnAddress(searchParams)).toBe('/?status=open')
    expect(hasReturnAddress(new URLSearchParams())).toBe(false)
  })

  it.each([
    '',
    'https://evil.test/',
    '//evil.test/',
    '/\\evil.test/',
    '/.//evil.test/',
    '/%2e//evil.test/',
    '/\t/evil.test/',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '//',
  ])('leads nowhere but into the app (%s)', (next) => {
    expect(returnAddress(new URLSearchParams({ next }))).toBe('/')
  })
})
