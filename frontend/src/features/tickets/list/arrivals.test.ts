import { describe, expect, it } from 'vitest'
import { makeTickets } from '@/mocks/data'
import { arrivalsSince } from './arrivals'

describe('arrivalsSince', () => {
  const all = makeTickets(5)

  it('finds what is newer than the top of the list', () => {
    expect(arrivalsSince(all.slice(2), all).map((ticket) => ticket.id)).toEqual([5, 4])
  })

  it('does not take an older ticket for a new one, such as one that matches the filter only now', () => {
    const shown = all.filter((ticket) => ticket.id !== 3)
    expect(arrivalsSince(shown, all)).toEqual([])
  })

  it('orders tickets of the same moment by id', () => {
    const [first] = all
    if (!first) throw new Error('no ticket')
    const twin = { ...first, id: first.id + 1 }
    expect(arrivalsSince([first], [twin, first])).toEqual([twin])
    expect(arrivalsSince([twin], [twin, first])).toEqual([])
  })

  it('takes everything for new in an empty list', () => {
    expect(arrivalsSince([], all)).toHaveLength(5)
  })
})
