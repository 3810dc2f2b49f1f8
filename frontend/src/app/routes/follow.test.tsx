import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { makeUser } from '@/mocks/accounts'
import { makeTicket, NOW } from '@/mocks/data'
import { followToken } from '@/mocks/desk'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const LINK = `/follow#${followToken(5)}`
const looks = () => requests.filter(({ path }) => path === '/api/follow/')
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString()

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, title: 'A broken printer', description: 'First line\n  second' })]
  desk.accounts.close()
})

describe('following a ticket', () => {
  it('shows who has the link how it stands and what happened, and no more of the desk', async () => {
    desk.change(5, { status: 'in_progress', assignee: { id: 2, name: 'Ada Lovelace' } })
    desk.statusChanges = [
      { status: 'in_progress', created_at: at(30) },
      { status: 'resolved', created_at: at(20) },
      { status: 'in_progress', created_at: at(10) },
    ]
    renderApp(LINK)
    expect(await screen.findByRole('heading', { name: 'A broken printer' })).toBeInTheDocument()
    expect(screen.getByText('Somebody is working on your ticket.')).toBeInTheDocument()
    expect(screen.getByText(/First line/).textContent).toBe('First line\n  second')
    const steps = within(screen.getByRole('region', { name: 'What has happened' })).getAllByRole('listitem')
    expect(steps.map((step) => step.querySelector('p')?.textContent)).toEqual([
      'The ticket was written',
      'Somebody began to work on it',
      'It was solved',
      'Somebody began to work on it',
    ])
    expect(screen.queryByText(/Ada/)).not.toBeInTheDocument()
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument()
    expect(screen.queryByRole('link', { name: /sign in/i })).not.toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Triage Desk' })).toHaveAttribute('href', '/new')
    expect(document.title).toBe('Your ticket · Triage Desk')
  })

  it('keeps its token out of every address that is asked', async () => {
    renderApp(LINK)
    await screen.findByRole('heading', { name: 'A broken printer' })
    expect(looks()[0]?.request.headers.get('X-Follow-Token')).toBe(followToken(5))
    for (const { request } of requests) expect(request.url).not.toContain('of-the-mock')
  })

  it('looks again by itself, and when asked to', async () => {
    vi.useFakeTimers({
      toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout'],
      shouldAdvanceTime: true,
    })
    const { user } = renderApp(LINK)
    await screen.findByText(/waits for somebody/)
    desk.change(5, { status: 'resolved' })
    await act(() => vi.advanceTimersByTimeAsync(31_000))
    await screen.findByText('Your ticket is solved.')
    expect(screen.getByRole('link', { name: 'Write a new ticket' })).toHaveAttribute('href', '/new')

    desk.change(5, { status: 'closed' })
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await screen.findByText(/nobody works on it any more/)
  })

  it('keeps what it has shown while the desk does not answer', async () => {
    const { user } = renderApp(LINK)
    await screen.findByRole('heading', { name: 'A broken printer' })
    desk.change(5, { title: 'Now [network]' })
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await screen.findByText(/does not answer right now/)
    expect(screen.getByRole('heading', { name: 'A broken printer' })).toBeInTheDocument()
  })

  it('says of a ticket that is deleted while it is looked at what it says of a wrong link', async () => {
    const { user } = renderApp(LINK)
    await screen.findByRole('heading', { name: 'A broken printer' })
    desk.tickets = []
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await screen.findByText('This link leads to no ticket')
    expect(screen.queryByText('A broken printer')).not.toBeInTheDocument()
  })
})

describe('a link', () => {
  it('that is wrong leads nowhere', async () => {
    renderApp('/follow#5:guessed')
    await screen.findByText('This link leads to no ticket')
    expect(looks()).toHaveLength(1)
  })

  it.each(['/follow', '/follow#', '/follow#5%20or%201'])(
    'that is cut off (%s) asks for nothing',
    async (address) => {
      renderApp(address)
      await screen.findByText('This link is not complete')
      expect(looks()).toHaveLength(0)
    },
  )

  it('that is opened too often says when it looks again', async () => {
    desk.change(5, { title: 'Busy [429]' })
    renderApp(LINK)
    await screen.findByText('The desk was asked too often from here')
    expect(screen.getByText(/looks again by itself in 1.5 min|2 min/)).toBeInTheDocument()
  })

  it('that cannot be followed for want of a connection can be tried again', async () => {
    desk.change(5, { title: 'Away [network]' })
    const { user } = renderApp(LINK)
    await screen.findByText('Your ticket could not be loaded.')
    desk.change(5, { title: 'Back' })
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('heading', { name: 'Back' })
  })
})

describe('the link is handed out', () => {
  it.each([
    ['on a closed desk', false],
    ['on an open desk', true],
  ])('to who has written a ticket, %s', async (_, open) => {
    desk.accounts.session = { open, user: null, second_factor_required: false }
    const { user } = renderApp('/new')
    await fill(user, await screen.findByRole('textbox', { name: 'Title' }), 'Locked out')
    await fill(user, screen.getByRole('textbox', { name: 'Description' }), 'short')
    await user.click(screen.getByRole('button', { name: 'Submit ticket' }))
    const link = await screen.findByRole('link', { name: 'Follow this ticket' })
    const address = `http://desk.test/follow#${followToken(6)}`
    expect(link).toHaveTextContent(address)
    await user.click(screen.getByRole('button', { name: /^Copy/ }))
    await screen.findByText('Copied')
    expect(await navigator.clipboard.readText()).toBe(address)
    await user.click(link)
    await screen.findByRole('heading', { name: 'Locked out' })
  })

  it('to an agent who is asked for it', async () => {
    desk.accounts.close(makeUser())
    const { user } = renderApp('/tickets/5')
    await user.click(await screen.findByRole('button', { name: 'Copy the requester’s link' }))
    await screen.findByText('Copied')
    expect(await navigator.clipboard.readText()).toBe(`http://desk.test/follow#${followToken(5)}`)
  })

  it('in writing where the browser does not copy', async () => {
    desk.accounts.close(makeUser())
    const { user } = renderApp('/tickets/5')
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'))
    await user.click(await screen.findByRole('button', { name: 'Copy the requester’s link' }))
    await screen.findByText(`http://desk.test/follow#${followToken(5)}`)
  })

  it('to nobody who may only read', async () => {
    desk.accounts.close(makeUser({ role: 'read_only' }))
    renderApp('/tickets/5')
    await screen.findByRole('region', { name: 'Properties' })
    await waitFor(() => expect(screen.queryByRole('button', { name: /requester/ })).not.toBeInTheDocument())
  })

  it('and never stored in the browser', async () => {
    desk.accounts.session = { open: true, user: null, second_factor_required: false }
    const { user } = renderApp('/new')
    await fill(user, await screen.findByRole('textbox', { name: 'Title' }), 'Locked out')
    await fill(user, screen.getByRole('textbox', { name: 'Description' }), 'short')
    await user.click(screen.getByRole('button', { name: 'Submit ticket' }))
    await screen.findByRole('link', { name: 'Follow this ticket' })
    const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
    expect(stored).not.toContain('of-the-mock')
  })
})
