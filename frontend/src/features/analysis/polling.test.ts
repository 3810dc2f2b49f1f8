import { describe, expect, it } from 'vitest'
import { pollDelay, pollDelayAfterFailure } from './polling'

describe('pollDelay', () => {
  it('starts at a second, grows while nothing changes, and ends at ten', () => {
    const delays = [0, 1, 2, 3, 4, 5, 100].map(pollDelay)
    expect(delays).toEqual([1000, 1600, 2560, 4096, 6554, 10_000, 10_000])
  })
})

describe('pollDelayAfterFailure', () => {
  it.each([
    [undefined, 5_000],
    [0, 1_000],
    [20_000, 20_000],
    [3_600_000, 60_000],
  ])('obeys a Retry-After of %s ms, within reason: %i ms', (asked, delay) => {
    expect(pollDelayAfterFailure(asked)).toBe(delay)
  })
})
