import { describe, expect, it } from 'vitest'
import { formatCost } from './format'

describe('formatCost', () => {
  it.each([
    ['0', '$0.00'],
    ['0.000421', '$0.00042'],
    ['0.0999', '$0.10'],
    ['0.1234', '$0.12'],
    ['1234.5', '$1,234.50'],
  ])('%s dollars are "%s"', (amount, words) => {
    expect(formatCost(amount)).toBe(words)
  })
})
