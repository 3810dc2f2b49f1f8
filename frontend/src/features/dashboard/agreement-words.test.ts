import { describe, expect, it } from 'vitest'
import type { EngineAgreement } from '@/api/types'
import { makeAgreement } from '@/mocks/data'
import { engineName, engineNote, intervalWords, keptWords, notCountedWords } from './agreement-words'

const few = makeAgreement({ accepted: 4, untouched: 10, overridden: 3, low: 0.59, high: 0.938 })
const enough = makeAgreement({ accepted: 10, untouched: 1_150, overridden: 90, low: 0.912, high: 0.941 })

describe('keptWords and intervalWords', () => {
  it('give counts and the interval as words while there are few cases', () => {
    expect(keptWords(few)).toBe('14 of 17')
    expect(intervalWords(few)).toBe('between 59 and 94 of 100')
  })

  it('give the share and its interval once the API gives one', () => {
    expect(keptWords(enough)).toBe('93% of 1,250')
    expect(intervalWords(enough)).toBe('between 91% and 95%')
  })

  it('round the interval outwards, and what is whole not at all', () => {
    expect(intervalWords({ ...few, low: 0.581, high: 0.581 })).toBe('between 58 and 59 of 100')
    // In binary 0.29 * 100 is 28.99… and 0.55 * 100 is 55.00…1.
    expect(intervalWords({ ...few, low: 0.29, high: 0.55 })).toBe('between 29 and 55 of 100')
  })
})

describe('notCountedWords', () => {
  it('name only what there is', () => {
    expect(notCountedWords(makeAgreement())).toBeUndefined()
    expect(notCountedWords(makeAgreement({ filled: 34 }))).toBe('Not counted: 34 filled in by the desk')
    expect(notCountedWords(makeAgreement({ filled: 1_200, independent: 5 }))).toBe(
      'Not counted: 1,200 filled in by the desk, 5 chosen without a suggestion',
    )
  })
})

describe('the words for an engine', () => {
  const engine = (fields: Partial<EngineAgreement> & Pick<EngineAgreement, 'source'>): EngineAgreement => ({
    provider: null,
    model: null,
    prompt_version: null,
    category: few,
    priority: few,
    ...fields,
  })
  const model = { provider: 'acme', model: 'swift-2', prompt_version: 'triage-1' }

  it.each<[EngineAgreement, string, string]>([
    [engine({ source: 'llm', ...model }), 'swift-2', 'acme, prompt triage-1'],
    [
      engine({ source: 'cache', ...model }),
      'swift-2',
      'acme, prompt triage-1, asked earlier about the same text',
    ],
    [engine({ source: 'llm' }), 'A language model', ''],
    [engine({ source: 'keywords' }), 'Keywords', ''],
    [engine({ source: 'none' }), 'Nothing found', ''],
  ])('of %o', (given, name, note) => {
    expect(engineName(given)).toBe(name)
    expect(engineNote(given)).toBe(note)
  })
})
