import { describe, expect, it, vi } from 'vitest'
import { uuid } from './uuid'

const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('uuid', () => {
  it('is a version 4 UUID, also where the origin is not secure', () => {
    expect(uuid()).toMatch(VERSION_4)
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect(uuid()).toMatch(VERSION_4)
    expect(uuid()).not.toBe(uuid())
  })
})
