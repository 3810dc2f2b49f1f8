import { describe, expect, it } from 'vitest'
import { VersionChain } from './version-chain'

describe('the chain of own changes', () => {
  it('leads from what was seen to what the own changes made of it', () => {
    const chain = new VersionChain()
    chain.record(7, 1, 2)
    chain.record(7, 2, 3)
    expect(chain.follow(7, 1)).toBe(3)
  })

  it('does not follow a version that somebody else made', () => {
    const chain = new VersionChain()
    chain.record(7, 1, 2)
    chain.record(7, 3, 4)
    expect(chain.follow(7, 1)).toBe(2)
  })

  it('keeps tickets apart, and ends where a change changed nothing', () => {
    const chain = new VersionChain()
    chain.record(7, 5, 5)
    expect(chain.follow(7, 5)).toBe(5)
    expect(chain.follow(8, 5)).toBe(5)
  })
})
