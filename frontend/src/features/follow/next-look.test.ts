import { expect, it } from 'vitest'
import { ApiError } from '@/api/errors'
import { nextLook } from './next-look'

const error = (status: number, retryAfter?: number) =>
  new ApiError({ status, code: 'x', message: 'x', retryAfter })

it('looks twice a minute, not before the desk wants to be asked, and never again for what is gone', () => {
  expect(nextLook(null)).toBe(30_000)
  expect(nextLook(error(503, 2_000))).toBe(30_000)
  expect(nextLook(error(429, 90_000))).toBe(90_000)
  expect(nextLook(error(0))).toBe(30_000)
  expect(nextLook(error(404))).toBe(false)
})
