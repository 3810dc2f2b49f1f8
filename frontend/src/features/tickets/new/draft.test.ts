import { describe, expect, it } from 'vitest'
import type { Suggestion } from '@/api/types'
import { resolveChoice } from './choice'
import { countCharacters, type Draft, EMPTY_DRAFT, editDraft, toSubmission, validateDraft } from './draft'

const draft: Draft = { ...EMPTY_DRAFT, title: ' Title ', description: ' Text ' }

const suggestion: Suggestion = {
  suggested_category: 'billing',
  suggested_priority: 'low',
  source: 'keywords',
  provider: null,
  model: null,
  prompt_version: null,
  quotation: null,
  suggestion_id: '11111111-2222-4333-8444-555555555555',
  matched: { category: ['invoice'], priority: [] },
}

describe('resolveChoice', () => {
  it('lets a person win over any suggestion', () => {
    expect(resolveChoice('account', 'billing')).toEqual({
      by: 'person',
      value: 'account',
      suggested: 'billing',
    })
  })

  it('takes a suggestion where nobody chose, and nothing where there is none', () => {
    expect(resolveChoice(null, 'billing')).toMatchObject({ by: 'suggestion', value: 'billing' })
    expect(resolveChoice(null, undefined)).toMatchObject({ by: 'nobody', value: null })
  })
})

describe('toSubmission', () => {
  it('sends no category, priority or suggestion where there is none', () => {
    expect(toSubmission(draft, undefined).body).toEqual({ title: 'Title', description: 'Text' })
  })

  it('sends suggested values with the suggestion, and which of them were chosen by hand', () => {
    expect(toSubmission({ ...draft, priority: 'high' }, suggestion).body).toEqual({
      title: 'Title',
      description: 'Text',
      category: 'billing',
      priority: 'high',
      suggestion_id: suggestion.suggestion_id,
      touched: ['priority'],
    })
  })

  it('does not pass off a default without a signal as a suggestion', () => {
    expect(toSubmission(draft, { ...suggestion, source: 'none' }).body).toEqual({
      title: 'Title',
      description: 'Text',
    })
  })

  it('repeats an unconfirmed request as it was, whatever was suggested since', () => {
    const first = toSubmission(draft, undefined)
    expect(toSubmission({ ...draft, pending: first }, suggestion)).toBe(first)
  })

  it('makes a new request with a new key after an edit', () => {
    const first = toSubmission(draft, undefined)
    const second = toSubmission(editDraft({ ...draft, pending: first }, { title: 'Other' }), undefined)
    expect(second.key).not.toBe(first.key)
    expect(second.body.title).toBe('Other')
  })
})

describe('validateDraft', () => {
  it('accepts exactly 200 characters and refuses 201, counting an emoji as one', () => {
    expect(validateDraft({ ...draft, title: '🧾'.repeat(200) })).toEqual({})
    expect(validateDraft({ ...draft, title: '🧾'.repeat(201) }).title).toEqual([
      'Shorten the title by 1 character.',
    ])
  })

  it('refuses blanks and a text that is too long', () => {
    expect(validateDraft({ ...draft, title: ' \n', description: '\t' })).toHaveProperty('title')
    expect(validateDraft({ ...draft, description: 'x'.repeat(50_001) })).toHaveProperty('description')
    expect(validateDraft({ ...draft, description: 'x'.repeat(50_000) })).toEqual({})
  })
})

describe('countCharacters', () => {
  it('counts code points, as the server does', () => {
    expect(countCharacters('a🧾é')).toBe(3)
  })
})
