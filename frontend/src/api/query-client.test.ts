import { describe, expect, it } from 'vitest'
import { ApiError } from './errors'
import { createQueryClient, retryDelay, shouldRetry } from './query-client'

const error = (status: number, retryAfter?: number) =>
  new ApiError({ status, code: 'x', message: 'x', retryAfter })

describe('retries', () => {
  it('repeat what may pass by itself, three times', () => {
    for (const status of [0, 429, 500, 503]) expect(shouldRetry(0, error(status))).toBe(true)
    expect(shouldRetry(3, error(503))).toBe(false)
  })

  it('do not repeat what will be refused again, or a bug of ours', () => {
    for (const status of [400, 403, 404, 409]) expect(shouldRetry(0, error(status))).toBe(false)
    expect(shouldRetry(0, new TypeError('bug'))).toBe(false)
  })

  it('wait as long as the server asks, and are left where that is longer than ten seconds', () => {
    expect(retryDelay(0, error(503, 2000))).toBe(2000)
    expect(shouldRetry(0, error(429, 10_000))).toBe(true)
    expect(shouldRetry(0, error(429, 10_001))).toBe(false)
  })

  it('otherwise wait longer each time, with jitter', () => {
    expect(retryDelay(0, error(500), () => 0)).toBe(250)
    expect(retryDelay(0, error(500), () => 1)).toBe(500)
    expect(retryDelay(2, error(500), () => 1)).toBe(2000)
    expect(retryDelay(30, error(500), () => 1)).toBe(10_000)
  })

  it('never repeat a write', () => {
    expect(createQueryClient().getDefaultOptions().mutations).toMatchObject({
      retry: false,
      networkMode: 'always',
    })
  })
})
