import { describe, expect, it } from 'vitest'
import { ApiError } from '@/api/errors'
import { makeTicket } from '@/mocks/data'
import { describePatch, explainFailure, summariseDifference } from './failure-words'

const seen = makeTicket({ id: 1 })

describe('words for a conflict', () => {
  it('say what was wanted and what it is now', () => {
    expect(describePatch({ status: 'in_progress', title: 'x' })).toBe('status to In progress and title')
    expect(summariseDifference(seen, { ...seen, status: 'closed', description: 'x' })).toBe(
      'status is now Closed, the description was rewritten',
    )
  })

  it('name people, and nobody', () => {
    const ada = { id: 2, name: 'Ada Lovelace' }
    expect(describePatch({ assignee: ada })).toBe('assignee to Ada Lovelace')
    expect(describePatch({ assignee: null })).toBe('assignee to Nobody')
    expect(summariseDifference(seen, { ...seen, assignee: ada })).toBe('assignee is now Ada Lovelace')
    expect(summariseDifference({ ...seen, assignee: ada }, seen)).toBe('assignee is now Nobody')
  })

  it('have something to say when it was changed back', () => {
    expect(summariseDifference(seen, { ...seen, version: 3 })).toBe('it was changed and changed back')
  })
})

describe('explainFailure', () => {
  const error = (status: number) =>
    new ApiError({ status, code: 'x', message: 'As the API says.', requestId: 'r1' })

  it('says what to do', () => {
    expect(explainFailure(error(0))).toContain('Check your connection')
    expect(explainFailure(error(404))).toContain('does not exist')
    expect(explainFailure(error(503))).toContain('request r1')
    expect(explainFailure(error(400))).toBe('As the API says.')
  })
})
