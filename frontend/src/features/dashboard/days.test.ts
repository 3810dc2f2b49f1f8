import { describe, expect, it } from 'vitest'
import { longDay, summariseDays } from './days'

describe('summariseDays', () => {
  it('says totals and the busiest day', () => {
    const days = [
      { date: '2026-03-09', created: 2, resolved: 1 },
      { date: '2026-03-10', created: 5, resolved: 0 },
    ]
    expect(summariseDays(days)).toBe(
      '7 tickets created and 1 resolved in 2 days. Busiest day: Tuesday, March 10, 5 created.',
    )
  })
})

describe('longDay', () => {
  it('is the UTC day, in whatever time zone the reader is', () => {
    expect(longDay('2026-03-10')).toBe('Tuesday, March 10')
  })
})
