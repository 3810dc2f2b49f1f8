import { describe, expect, it } from 'vitest'
import { makeToken } from '@/mocks/accounts'
import { timeLeft, tokenState } from './token-words'

const NOW = Date.parse('2026-03-10T12:00:00Z')
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString()

describe('a token', () => {
  it('works until it expires or is revoked', () => {
    expect(tokenState(makeToken({ id: 1, expires_at: at(1) }), NOW)).toBe('valid')
    expect(tokenState(makeToken({ id: 1, expires_at: at(0) }), NOW)).toBe('expired')
    expect(tokenState(makeToken({ id: 1, expires_at: at(1), revoked_at: at(-1) }), NOW)).toBe('revoked')
  })

  it.each([
    [0.5, 'within the hour'],
    [5.5, 'in 5 h'],
    [24 * 30, 'in 30 days'],
  ])('that holds for %s hours more expires %s', (hours, words) => {
    expect(timeLeft(at(hours), NOW)).toBe(words)
  })
})
