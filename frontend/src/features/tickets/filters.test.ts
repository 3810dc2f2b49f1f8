import { describe, expect, it } from 'vitest'
import {
  countPicked,
  type Filters,
  isFiltered,
  NO_FILTERS,
  parseFilters,
  pickAssignee,
  toggle,
  toggleAssignee,
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
      assignee: ['me', 'none', '7', '12'],
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

describe('the assignee', () => {
  it('is oneself, nobody or an account, each once and always in the same order', () => {
    expect(parse('assignee=12,none,7&assignee=me,7').assignee).toEqual(['me', 'none', '7', '12'])
    expect(parse('assignee=grace,0,-1,1e3,').assignee).toEqual([])
  })

  it('is held to the number that the API takes', () => {
    const many = Array.from({ length: 30 }, (_, index) => index + 1).join(',')
    expect(parse(`assignee=${many}`).assignee).toHaveLength(20)
  })

  it('by a click is added to and taken from the others', () => {
    const both = toggleAssignee(toggleAssignee(NO_FILTERS, 'none'), 'me')
    expect(toSearchParams(both).toString()).toBe('assignee=me%2Cnone')
    expect(countPicked(both)).toBe(2)
    expect(toggleAssignee(both, 'me').assignee).toEqual(['none'])
  })

  it('by name is one person, beside what was clicked', () => {
    const one = pickAssignee({ ...NO_FILTERS, assignee: ['none', '7'] }, '12')
    expect(one.assignee).toEqual(['none', '12'])
    expect(pickAssignee(one, undefined).assignee).toEqual(['none'])
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
