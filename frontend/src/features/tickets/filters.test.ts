import { describe, expect, it } from 'vitest'
import {
  countPicked,
  type Filters,
  isFiltered,
  NO_FILTERS,
  parseFilters,
  toggle,
  toListParameters,
  toSearchParams,
} from './filters'

const parse = (query: string) => parseFilters(new URLSearchParams(query))

describe('filters in the address', () => {
  it('come back as they went', () => {
    const filters: Filters = {
      category: ['billing'],
      priority: ['high', 'critical'],
      status: ['open'],
      search: 'a "b c"',
    }
    expect(parseFilters(toSearchParams(filters))).toEqual(filters)
  })

  it('are the same address however they were picked', () => {
    const one = toggle(toggle(NO_FILTERS, 'status', 'closed'), 'status', 'open')
    const other = toggle(toggle(NO_FILTERS, 'status', 'open'), 'status', 'closed')
    expect(toSearchParams(one).toString()).toBe(toSearchParams(other).toString())
  })

  it('leave out what does not exist, and read repeated parameters', () => {
    expect(parse('status=open&status=resolved,bogus&priority=nope&page=7')).toEqual({
      ...NO_FILTERS,
      status: ['open', 'resolved'],
    })
  })

  it('make no address at all where nothing is picked', () => {
    expect(toSearchParams(NO_FILTERS).toString()).toBe('')
    expect(toListParameters(NO_FILTERS)).toEqual({})
  })

  it('hold a search to what the API accepts', () => {
    expect(parse(`search=${'x'.repeat(300)}`).search).toHaveLength(200)
  })
})

describe('toggle', () => {
  it('adds and takes away one value and leaves the rest', () => {
    const on = toggle({ ...NO_FILTERS, search: 'x' }, 'category', 'billing')
    expect(on).toEqual({ ...NO_FILTERS, search: 'x', category: ['billing'] })
    expect(toggle(on, 'category', 'billing').category).toEqual([])
  })
})

describe('counting', () => {
  it('counts picked values; a search alone filters too', () => {
    expect(countPicked({ ...NO_FILTERS, status: ['open', 'closed'], search: 'x' })).toBe(2)
    expect(isFiltered({ ...NO_FILTERS, search: 'x' })).toBe(true)
    expect(isFiltered(NO_FILTERS)).toBe(false)
  })
})
