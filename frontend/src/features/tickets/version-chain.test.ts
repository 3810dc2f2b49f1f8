import { describe, expect, it } from 'vitest'
import { currentOwnVersion, recordOwnChange } from './version-chain'

describe('the chain of own changes', () => {
  it('leads from what was seen to what the own changes made of it', () => {
    recordOwnChange(900, 1, 2)
    recordOwnChange(900, 2, 3)
    expect(currentOwnVersion(900, 1)).toBe(3)
  })

  it('does not follow a version that somebody else made', () => {
    recordOwnChange(901, 1, 2)
    recordOwnChange(901, 3, 4)
    expect(currentOwnVersion(901, 1)).toBe(2)
  })

  it('keeps tickets apart, and ends where a change changed nothing', () => {
    recordOwnChange(902, 5, 5)
    expect(currentOwnVersion(902, 5)).toBe(5)
    expect(currentOwnVersion(903, 1)).toBe(1)
  })
})
