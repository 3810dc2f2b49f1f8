import { describe, expect, it } from 'vitest'
import { makeTicket } from '@/mocks/data'
import { ApiError, fromFailure, fromResponse, parseRetryAfter, toApiError } from './errors'

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers })

describe('fromResponse', () => {
  it('reads the error body of the API', () => {
    const body = {
      error: { code: 'invalid', message: 'No.', request_id: 'abc', fields: { title: ['Too long.'] } },
      detail: 'No.',
    }
    expect(fromResponse(answer(400), body)).toMatchObject({
      status: 400,
      code: 'invalid',
      message: 'No.',
      requestId: 'abc',
      fields: { title: ['Too long.'] },
      transient: false,
    })
  })

  it('makes do with whatever a proxy answers', () => {
    const error = fromResponse(answer(502, { 'X-Request-ID': 'from-proxy', 'Retry-After': '3' }), '<html>')
    expect(error).toMatchObject({
      status: 502,
      code: 'unknown',
      requestId: 'from-proxy',
      retryAfter: 3000,
      transient: true,
    })
    expect(error.message).toContain('502')
  })

  it('carries the current ticket of a conflict', () => {
    const current = makeTicket({ id: 7 })
    const body = {
      error: { code: 'conflict', message: 'Stale.', request_id: 'x' },
      detail: 'Stale.',
      current,
    }
    expect(fromResponse(answer(409), body).current).toEqual(current)
  })
})

describe('fromFailure', () => {
  it('tells a timeout and a lost connection apart, both unanswered', () => {
    expect(fromFailure(new DOMException('', 'TimeoutError'))).toMatchObject({
      code: 'timeout',
      unanswered: true,
    })
    expect(fromFailure(new TypeError('Failed to fetch'))).toMatchObject({ code: 'network', unanswered: true })
  })

  it('lets an abort through: nobody is to be told of it', () => {
    const abort = new DOMException('', 'AbortError')
    expect(fromFailure(abort)).toBe(abort)
  })
})

describe('toApiError', () => {
  it('keeps an ApiError and wraps anything else', () => {
    const error = new ApiError({ status: 404, code: 'not_found', message: 'Gone.' })
    expect(toApiError(error)).toBe(error)
    expect(toApiError(new Error('bug')).cause).toBeInstanceOf(Error)
  })
})

describe('parseRetryAfter', () => {
  it('reads seconds and dates, and nothing else', () => {
    expect(parseRetryAfter('2')).toBe(2000)
    expect(parseRetryAfter('Tue, 10 Mar 2026 12:00:05 GMT', Date.parse('2026-03-10T12:00:00Z'))).toBe(5000)
    expect(parseRetryAfter('soon')).toBeUndefined()
    expect(parseRetryAfter(null)).toBeUndefined()
  })
})
