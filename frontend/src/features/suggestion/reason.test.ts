import { describe, expect, it } from 'vitest'
import type { Suggestion } from '@/api/types'
import { reasonFor } from './reason'

const suggestion = (fields: Partial<Suggestion>): Suggestion => ({
  suggested_category: 'billing',
  suggested_priority: 'medium',
  source: 'keywords',
  provider: null,
  model: null,
  prompt_version: null,
  quotation: null,
  suggestion_id: '11111111-2222-4333-8444-555555555555',
  matched: { category: [], priority: [] },
  ...fields,
})

describe('reasonFor', () => {
  it('names the words', () => {
    const matched = { category: ['invoice', 'fee'], priority: [] }
    expect(reasonFor(suggestion({ matched }), 'category')).toBe('Suggested by keywords: invoice, fee')
  })

  it('admits that a keyword default rests on nothing', () => {
    expect(reasonFor(suggestion({}), 'priority')).toBe(
      'Suggested by default: no keyword speaks for another priority',
    )
  })

  it('names the model and what it rests on', () => {
    const answer = { source: 'llm', model: 'model-9', quotation: 'charged twice' } as const
    expect(reasonFor(suggestion(answer), 'category')).toBe('Suggested by model-9: “charged twice”')
    expect(reasonFor(suggestion({ source: 'cache', model: null }), 'category')).toBe(
      'Suggested by a language model, asked earlier about the same text',
    )
  })
})
