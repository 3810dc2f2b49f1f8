import { describe, expect, it } from 'vitest'
import type { Ticket } from '@/api/types'
import { makeTicket } from '@/mocks/data'
import { VersionChain } from './version-chain'

const at = (version: number, fields: Partial<Ticket> = {}) => makeTicket({ id: 7, version, ...fields })

describe('the chain of own changes', () => {
  it('leads from what was seen to what the own changes made of it', () => {
    const chain = new VersionChain()
    chain.record(at(1), at(2))
    chain.record(at(2), at(3))
    expect(chain.follow(at(1)).version).toBe(3)
  })

  it('does not follow a version that somebody else made', () => {
    const chain = new VersionChain()
    chain.record(at(1), at(2))
    chain.record(at(3), at(4))
    expect(chain.follow(at(1)).version).toBe(2)
  })

  it('keeps tickets apart, and ends where a change changed nothing', () => {
    const chain = new VersionChain()
    chain.record(at(5), at(5))
    expect(chain.follow(at(5)).version).toBe(5)
    expect(chain.follow(at(5, { id: 8 })).id).toBe(8)
  })

  it('knows what the server has where what was seen shows a change that failed', () => {
    const chain = new VersionChain()
    const stored = at(1, { priority: 'low' })
    chain.record(stored, stored)
    expect(chain.follow(at(1, { priority: 'high' }))).toBe(stored)
    chain.record(stored, at(2, { priority: 'critical' }))
    expect(chain.follow(at(1, { priority: 'high' })).priority).toBe('critical')
  })
})
