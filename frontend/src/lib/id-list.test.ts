import { describe, expect, it } from 'vitest'
import { decodeIds, encodeIds } from './id-list'

describe('ids in an address', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[9, 3, 5, 4, 3], '3-5,9'],
  ])('%j are written as "%s"', (ids, text) => {
    expect(encodeIds(ids)).toBe(text)
    expect(decodeIds(text, 100)).toEqual([...new Set(ids)].sort((a, b) => a - b))
  })

  it('leave out what is no id', () => {
    expect(decodeIds('x,-1,0,2.5,4,6-5,7-8,', 100)).toEqual([4, 7, 8])
  })

  it('end at the limit', () => {
    expect(decodeIds('1-9000000000000000', 3)).toEqual([1, 2, 3])
  })
})
