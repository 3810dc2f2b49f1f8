import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { takeEarly } from '@/api/early'
import { makeUser } from '@/mocks/accounts'
import { makeTicket } from '@/mocks/data'
import { renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const asked = () =>
  requests.map(({ request }) => new URL(request.url)).map(({ pathname, search }) => pathname + search)
const LIST = '/api/tickets/?page_size=50'

/** As a browser does it at the top of the page. */
async function startAt(address: string): Promise<void> {
  window.history.replaceState(null, '', address)
  vi.resetModules()
  await import('./early')
}

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 1, title: 'A broken printer' })]
})

afterEach(() => {
  globalThis.deskEarly = undefined
  delete document.documentElement.dataset.start
  delete document.documentElement.dataset.theme
  window.history.replaceState(null, '', '/')
})

it('asks ahead what the list asks first, and nothing is asked twice', async () => {
  await startAt('/')
  await waitFor(() => expect(asked()).toEqual(['/api/session/', LIST]))
  renderApp('/')
  await screen.findByRole('link', { name: 'A broken printer' })
  expect(asked().filter((address) => address === '/api/session/' || address === LIST)).toHaveLength(2)
  expect([...(globalThis.deskEarly?.values() ?? [])].filter(Boolean)).toEqual([])
})

it('hands over nothing that was asked before a write, nor after the app has asked itself', async () => {
  const ask = (method: string) => takeEarly(new Request(`http://desk.test${LIST}`, { method }))
  await startAt('/')
  expect(ask('GET')).toBeUndefined()
  await waitFor(() => expect(asked()).toEqual(['/api/session/']))
  await globalThis.deskEarly?.get('/api/session/')
  expect(ask('GET')).toBeUndefined()

  await startAt('/')
  await waitFor(() => expect(asked()).toEqual(['/api/session/', '/api/session/', LIST]))
  expect(ask('POST')).toBeUndefined()
  expect(ask('GET')).toBeUndefined()
})

it('does not ask for tickets on other pages, nor for who may not read them', async () => {
  await startAt('/new')
  await startAt('/?status=open')
  desk.accounts.close(makeUser({ role: null }))
  await startAt('/')
  await waitFor(() => expect(asked()).toHaveLength(3))
  await Promise.all(globalThis.deskEarly?.values() ?? [])
  expect(new Set(asked())).toEqual(new Set(['/api/session/']))
})

it('that fails is told to the app, which asks again', async () => {
  globalThis.deskEarly = new Map([['/api/session/', Promise.reject(new TypeError('Failed to fetch'))]])
  globalThis.deskEarly.get('/api/session/')?.catch(() => {})
  renderApp('/')
  await screen.findByRole('link', { name: 'A broken printer' })
})

it('applies the theme that was chosen', async () => {
  localStorage.setItem('desk.theme', 'dark')
  await startAt('/new')
  expect(document.documentElement.dataset.theme).toBe('dark')
})
