import { describe, expect, it } from 'vitest'
import { ApiError } from '@/api/errors'
import { describeOpenIdProblem, describeSignInProblem } from './sign-in-words'

const told = (status: number, code: string, waitMs = 0) =>
  describeSignInProblem(new ApiError({ status, code, message: 'What the server says.' }), waitMs)

describe('why signing in failed', () => {
  it('tells a lock-out in minutes, and when it is over', () => {
    expect(told(429, 'throttled', 15 * 60_000).advice).toContain('another 15 min')
    expect(told(429, 'throttled', 20_000).advice).toContain('another 20 s')
    expect(told(429, 'throttled').advice).toBe('You can try again now.')
  })

  it('tells a wrong password from a wrong code, a missing cookie and a broken desk', () => {
    const titles = [
      told(401, 'invalid_credentials'),
      told(401, 'invalid_code'),
      told(403, 'permission_denied'),
      told(0, 'network'),
      told(503, 'unavailable'),
    ].map(({ title }) => title)
    expect(new Set(titles).size).toBe(5)
  })

  it('hands on what it has no words for', () => {
    expect(told(400, 'invalid').advice).toBe('What the server says.')
  })
})

it('knows its own codes of the organisation, and nothing that every object has', () => {
  expect(describeOpenIdProblem('no_account')?.title).toContain('no account')
  for (const code of ['__proto__', 'constructor', 'toString', '<script>', '', null]) {
    expect(describeOpenIdProblem(code)).toBeUndefined()
  }
})
