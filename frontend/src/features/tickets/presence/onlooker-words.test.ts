import { describe, expect, it } from 'vitest'
import type { Onlooker } from '@/api/types'
import { describeOthers } from './onlooker-words'

const at = (name: string | null, state: Onlooker['state'] = 'viewing'): Onlooker => ({
  name,
  state,
  since: '2026-03-10T12:00:00Z',
})
const say = (...others: Onlooker[]) => describeOthers(others)?.sentence

describe('who else has a ticket open', () => {
  it('is nobody', () => {
    expect(describeOthers([])).toBeUndefined()
  })

  it.each<[string, Onlooker[]]>([
    ['Grace is looking at this ticket', [at('Grace')]],
    ['Someone else is looking at this ticket', [at(null)]],
    ['Grace and Ada are looking at this ticket', [at('Grace'), at('Ada')]],
    ['Grace and someone else are looking at this ticket', [at(null), at('Grace')]],
    ['2 others are looking at this ticket', [at(null), at(null)]],
    ['Grace and 2 others are looking at this ticket', [at('Grace'), at('Ada'), at(null)]],
  ])('reads "%s"', (sentence, others) => {
    expect(say(...others)).toBe(sentence)
  })

  it('speaks of who changes it before who looks at it', () => {
    const words = describeOthers([at('Ada'), at(null), at('Grace', 'editing')])
    expect(words).toEqual({
      people: ['Grace', 'Ada', null],
      sentence: 'Grace is changing this ticket',
      editing: true,
    })
  })

  it('counts somebody with several windows once', () => {
    expect(say(at('Grace'), at('Grace'))).toBe('Grace is looking at this ticket')
    expect(describeOthers([at('Grace'), at('Grace', 'editing')])?.people).toEqual(['Grace'])
  })
})
