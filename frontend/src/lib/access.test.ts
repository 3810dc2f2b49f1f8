import { describe, expect, it } from 'vitest'
import type { SessionUser } from '@/api/types'
import { accessOf, roleName } from './access'

const ready = { second_factor_required: false }
// A later version of the desk may name a role that this app does not know.
const user = (role: string | null) =>
  ({ id: 1, name: 'Grace Hopper', username: 'grace', role }) as SessionUser

describe('what a visitor may do', () => {
  it.each([
    [null, 'stranger'],
    ['read_only', 'reader'],
    ['agent', 'agent'],
    ['administrator', 'agent'],
    ['a role of a later version', 'stranger'],
  ] as const)('with the role %s on a closed desk is what %s may', (role, access) => {
    expect(accessOf({ ...ready, open: false, user: user(role) })).toBe(access)
  })

  it('without signing in is what anybody may, and everything on an open desk', () => {
    expect(accessOf({ ...ready, open: false, user: null })).toBe('anybody')
    expect(accessOf({ ...ready, open: true, user: null })).toBe('agent')
    expect(accessOf({ ...ready, open: true, user: user('read_only') })).toBe('agent')
  })

  it('is nothing yet for who has to set up a second factor first', () => {
    const session = { user: user('administrator'), second_factor_required: true }
    expect(accessOf({ ...session, open: false })).toBe('unready')
    expect(accessOf({ ...session, open: true })).toBe('unready')
  })

  it('is not guessed at while the desk has not answered', () => {
    expect(accessOf(undefined)).toBe('agent')
  })

  it('is named for people', () => {
    expect(roleName('read_only')).toBe('Read-only')
    expect(roleName(null)).toBe('No role yet')
  })
})
