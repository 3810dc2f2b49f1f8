import { waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { server } from '@/mocks/server'

const received: Record<string, unknown>[] = []

beforeEach(() => {
  received.length = 0
  vi.resetModules()
  server.use(
    http.post('*/api/errors/', async ({ request }) => {
      received.push((await request.json()) as Record<string, unknown>)
      return new HttpResponse(null, { status: 204 })
    }),
  )
})

afterEach(() => window.history.replaceState(null, '', '/'))

const load = () => import('./report-errors')

test('an error is reported with its place, and without the query of the page', async () => {
  const { reportError } = await load()
  window.history.replaceState(null, '', '/tickets/12?search=secret')
  reportError(new TypeError('x is not a function'))
  await waitFor(() => expect(received).toHaveLength(1))
  expect(received[0]).toMatchObject({
    type: 'TypeError',
    message: 'x is not a function',
    route: '/tickets/12',
  })
  expect(received[0]?.stack).toContain('report-errors.test')
  expect(received[0]).not.toHaveProperty('request_id')
})

test('what stands behind a # goes to nobody', async () => {
  const { reportError } = await load()
  window.history.replaceState(null, '', '/follow#12:s3cret')
  const error = new Error('No route matches "/follow#12:s3cret" of https://desk.test/follow#12:s3cret')
  error.stack = `${error}\n    at Desk.#look (https://desk.test/assets/index.js:1:2)`
  reportError(error)
  await waitFor(() => expect(received).toHaveLength(1))
  expect(JSON.stringify(received)).not.toContain('s3cret')
  expect(received[0]).toMatchObject({
    route: '/follow',
    message: 'No route matches "/follow#…" of https://desk.test/follow#…',
  })
  expect(received[0]?.stack).toContain('at Desk.#look (https://desk.test/assets/index.js:1:2)')
})

test('the id of the request that it is about goes with it', async () => {
  const { reportError } = await load()
  reportError(Object.assign(new Error('It failed.'), { status: 500, requestId: 'request-12' }))
  await waitFor(() => expect(received).toMatchObject([{ request_id: 'request-12' }]))
})

test('each error is told once, and no more than five', async () => {
  const { reportError } = await load()
  for (const number of [1, 1, 2, 3, 4, 5, 6, 7]) reportError(new Error(`Number ${number}`))
  await waitFor(() => expect(received).toHaveLength(5))
  expect(received.map(({ message }) => message)).toEqual([1, 2, 3, 4, 5].map((n) => `Number ${n}`))
})

test('what is no error of the page is not told', async () => {
  const { reportError } = await load()
  reportError(new DOMException('Stopped.', 'AbortError'))
  reportError(Object.assign(new Error('Not reached.'), { status: 0 }))
  reportError('a word')
  reportError(new Error('This one is.'))
  await waitFor(() => expect(received).toMatchObject([{ message: 'This one is.' }]))
})

test('a rejection that nobody handles is told', async () => {
  const { reportErrors } = await load()
  reportErrors()
  window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new RangeError('Too far.') }))
  await waitFor(() => expect(received).toMatchObject([{ type: 'RangeError' }]))
})
