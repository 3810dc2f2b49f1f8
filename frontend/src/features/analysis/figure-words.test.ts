import { describe, expect, it } from 'vitest'
import { figureChange, figureValue } from './figure-words'

describe('figureValue', () => {
  it.each([
    ['tickets', 1234, '1,234'],
    ['percent', 34.5, '34.5%'],
    ['percent', 100, '100%'],
    ['hours', 50, '2.1 days'],
    ['per_day', 3, '3.0 a day'],
    ['hours', null, '–'],
  ] as const)('in %s, %s is "%s"', (unit, value, words) => {
    expect(figureValue({ unit, value })).toBe(words)
  })
})

describe('figureChange', () => {
  it.each([
    ['tickets', 3, '+3'],
    ['percent', -1.5, '−1.5 points'],
    ['hours', 0, 'unchanged'],
    ['tickets', null, undefined],
  ] as const)('in %s, %s is "%s"', (unit, change, words) => {
    expect(figureChange({ unit, change })).toBe(words)
  })
})
