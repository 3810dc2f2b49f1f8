import { describe, expect, it } from 'vitest'
import { axisTicks, labelledIndices, linePath, wholeShares } from './chart-math'

describe('axisTicks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [19, [0, 5, 10, 15, 20]],
    [1234, [0, 500, 1000, 1500]],
  ])('reach %i in whole, round steps', (max, ticks) => {
    expect(axisTicks(max)).toEqual(ticks)
  })
})

describe('labelledIndices', () => {
  it('always labels the last day, and leaves room between labels', () => {
    expect(labelledIndices(30, 300, 60)).toEqual([5, 11, 17, 23, 29])
    expect(labelledIndices(7, 1000, 60)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(labelledIndices(90, 10, 60)).toEqual([89])
    expect(labelledIndices(0, 300, 60)).toEqual([])
  })
})

describe('linePath', () => {
  it('moves to the first point and draws to the others', () => {
    expect(
      linePath([
        { x: 0, y: 1.26 },
        { x: 10, y: 2 },
      ]),
    ).toBe('M0 1.3L10 2')
    expect(linePath([])).toBe('')
  })
})

describe('wholeShares', () => {
  it('adds up to 100 in spite of rounding', () => {
    expect(wholeShares([1, 1, 1])).toEqual([34, 33, 33])
    expect(wholeShares([127, 125, 113, 118]).reduce((sum, share) => sum + share, 0)).toBe(100)
  })

  it('is zero of nothing', () => {
    expect(wholeShares([0, 0])).toEqual([0, 0])
  })
})
