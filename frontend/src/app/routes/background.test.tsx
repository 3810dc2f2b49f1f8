import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchForPerson } from '@/lib/last-touch'
import { makeTicket } from '@/mocks/data'
import { renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

let stop = () => {}
const marked = () => requests.map(({ request }) => request.headers.get('X-Desk-Background'))

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, title: 'A broken printer' })]
  stop = watchForPerson()
})

afterEach(() => stop())

it('what the page asks by itself while nobody is there says so, and nothing else does', async () => {
  const { user, queryClient } = renderApp('/tickets/5')
  await screen.findByRole('heading', { name: 'A broken printer' })
  expect(marked()).not.toContain('1')

  const away = Date.now() + 61_000
  vi.spyOn(Date, 'now').mockImplementation(() => away)
  requests.length = 0
  await queryClient.refetchQueries()
  expect(requests.length).toBeGreaterThan(0)
  expect(new Set(marked())).toEqual(new Set(['1']))

  requests.length = 0
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  await queryClient.refetchQueries()
  await waitFor(() => expect(requests.length).toBeGreaterThan(0))
  expect(new Set(marked())).toEqual(new Set([null]))
})
