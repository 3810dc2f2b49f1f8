import { act, screen, waitFor } from '@testing-library/react'
import { delay, HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { ticketKeys } from '@/features/tickets/queries'
import { makeTicket, NOW } from '@/mocks/data'
import { hold } from '@/mocks/hold'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests, server } from '@/mocks/server'

const field = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) })
const choose = (name: string) => screen.findByRole('menuitemradio', { name })
const title = () => screen.getByRole('textbox', { name: 'Title' })
const button = (name: string) => screen.findByRole('button', { name })
const patches = () => requests.filter(({ method }) => method === 'PATCH')

const holdChanges = () => hold('patch', '/api/tickets/5/')

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, description: 'First line\n  second line' })]
})

describe('a ticket', () => {
  it('shows its whole text, in whatever direction it is written', async () => {
    renderApp('/tickets/5')
    const text = await screen.findByText(/First line/)
    expect(text.textContent).toBe('First line\n  second line')
    expect(text).toHaveAttribute('dir', 'auto')
  })

  it('tells its history in words', async () => {
    const event = { id: 1, old_value: '', created_at: new Date(NOW).toISOString() }
    desk.events = [
      {
        ...event,
        kind: 'overridden',
        field: 'priority',
        old_value: 'low',
        new_value: 'high',
        source: 'keywords',
        actor: { role: 'requester', name: null },
      },
    ]
    renderApp('/tickets/5')
    const entry = await screen.findByText(/chose priority High instead of the suggested Low/)
    expect(entry).toHaveTextContent('The requester')
    expect(entry).toHaveTextContent('keywords')
  })

  it.each(['/tickets/999', '/tickets/abc', '/tickets/1e30', `/tickets/${'9'.repeat(30)}`])(
    'that does not exist (%s) is said not to',
    async (address) => {
      renderApp(address)
      await screen.findByText('There is no page at this address')
    },
  )
})

describe('the way back from a ticket', () => {
  it('leads to a list that is not older than the ticket was', async () => {
    const { user, router } = renderApp('/')
    const link = await screen.findByRole('link', { name: 'Ticket number 5' })
    desk.change(5, { status: 'closed' })
    // Nor does the list need to ask.
    server.use(http.get('*/api/tickets/', () => delay('infinite')))
    await user.click(link)
    await button('Status of this ticket: Closed')
    await router.navigate('/')
    await button('Status of Ticket number 5: Closed')
  })
})

describe('changing a ticket', () => {
  it('sends two quick changes one after the other, the second on top of the first', async () => {
    const { user } = renderApp('/tickets/5')
    await user.click(await field('Priority'))
    await user.click(await choose('High'))
    await user.click(await field('Category'))
    await user.click(await choose('Billing'))
    await waitFor(() =>
      expect(desk.find(5)).toMatchObject({ priority: 'high', category: 'billing', version: 3 }),
    )
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('is taken back to what the server has when it fails as the one before it did', async () => {
    desk.tickets = [makeTicket({ id: 6, title: 'Answers [400]' })]
    const letThrough = hold('patch', '/api/tickets/6/')
    const { user, queryClient } = renderApp('/tickets/6')
    await user.click(await field('Priority'))
    await user.click(await choose('High'))
    await user.click(await field('Priority'))
    await user.click(await choose('Critical'))
    expect(await field('Priority')).toHaveAccessibleName('Priority: Critical')
    expect(queryClient.isMutating()).toBe(2)
    letThrough()
    await waitFor(() => expect(queryClient.isMutating()).toBe(0))
    expect(patches()).toHaveLength(2)
    expect(await field('Priority')).toHaveAccessibleName('Priority: Medium')
  })

  it('is taken back to what the one before it made of the field', async () => {
    const letThrough = holdChanges()
    const { user, queryClient } = renderApp('/tickets/5')
    await user.click(await field('Priority'))
    await user.click(await choose('High'))
    await user.click(await field('Priority'))
    await user.click(await choose('Critical'))
    server.use(http.patch('*/api/tickets/5/', () => HttpResponse.json({}, { status: 400 })))
    letThrough()
    await waitFor(() => expect(queryClient.isMutating()).toBe(0))
    expect(patches()).toHaveLength(2)
    expect(desk.find(5)).toMatchObject({ priority: 'high', version: 2 })
    expect(await field('Priority')).toHaveAccessibleName('Priority: High')
  })

  it('is not undone by an answer that was on its way before it', async () => {
    const { user, queryClient } = renderApp('/tickets/5')
    await user.click(await field('Priority'))
    const before = HttpResponse.json({ ...desk.find(5) })
    await user.click(await choose('High'))
    await waitFor(() => expect(desk.find(5)?.priority).toBe('high'))
    await waitFor(() => expect(queryClient.isMutating()).toBe(0))

    server.use(http.get('*/api/tickets/5/', () => before))
    await act(() => queryClient.refetchQueries({ queryKey: ticketKeys.detail(5) }))
    expect(await field('Priority')).toHaveAccessibleName('Priority: High')
  })

  it('on a conflict says what it is now and applies the change again only when asked', async () => {
    const { user } = renderApp('/tickets/5')
    await field('Priority')
    desk.change(5, { status: 'closed' })
    await user.click(await field('Priority'))
    await user.click(await choose('Low'))

    const problem = await screen.findByRole('alert')
    expect(problem).toHaveTextContent('status is now Closed')
    expect(problem).toHaveTextContent('priority to Low')
    expect(await field('Priority')).toHaveAccessibleName('Priority: Medium')
    expect(desk.find(5)?.priority).toBe('medium')

    await user.click(screen.getByRole('button', { name: 'Apply mine again' }))
    await waitFor(() => expect(desk.find(5)).toMatchObject({ status: 'closed', priority: 'low' }))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('keeps the edited text when saving fails', async () => {
    desk.tickets = [makeTicket({ id: 6, title: 'Answers [500]' })]
    const { user } = renderApp('/tickets/6')
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    await fill(user, screen.getByRole('textbox', { name: 'Title' }), 'A better title')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Your change was not saved')
    expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('A better title')
  })

  it('saves title and description, and sends no empty title', async () => {
    const { user } = renderApp('/tickets/5')
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    await user.clear(screen.getByRole('textbox', { name: 'Title' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(requests.some(({ method }) => method === 'PATCH')).toBe(false)
    await fill(user, screen.getByRole('textbox', { name: 'Title' }), 'A better title')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('heading', { name: 'A better title' })).toBeInTheDocument()
  })
})

describe('the text that is being rewritten', () => {
  it('keeps what was typed while it was being saved, on top of what was saved', async () => {
    const letThrough = holdChanges()
    const { user, unmount } = renderApp('/tickets/5')
    await user.click(await button('Edit'))
    await fill(user, title(), 'A better title ')
    await user.click(await button('Save'))
    await waitFor(() => expect(patches()).toHaveLength(1))
    await fill(user, title(), 'A better title, and more')
    letThrough()
    await button('Save')
    expect(desk.find(5)?.title).toBe('A better title')
    expect(title()).toHaveValue('A better title, and more')
    unmount()

    const again = renderApp('/tickets/5')
    await again.user.click(await button('Save'))
    expect(await screen.findByRole('heading', { name: 'A better title, and more' })).toBeInTheDocument()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('is closed when it is saved, though something else is being changed already', async () => {
    const letThrough = holdChanges()
    const { user } = renderApp('/tickets/5')
    await user.click(await button('Edit'))
    await fill(user, title(), 'A better title')
    await user.click(await button('Save'))
    await user.click(await field('Priority'))
    await user.click(await choose('High'))
    letThrough()
    expect(await screen.findByRole('heading', { name: 'A better title' })).toBeInTheDocument()
    await waitFor(() => expect(desk.find(5)).toMatchObject({ title: 'A better title', priority: 'high' }))
  })

  it('is applied again after a conflict as it stands by then', async () => {
    const { user } = renderApp('/tickets/5')
    await user.click(await button('Edit'))
    await fill(user, title(), 'Mine')
    desk.change(5, { title: 'Theirs' })
    await user.click(await button('Save'))
    await screen.findByText('Somebody else changed this ticket first')
    await fill(user, title(), 'Mine and theirs')
    await user.click(await button('Apply mine again'))
    expect(await screen.findByRole('heading', { name: 'Mine and theirs' })).toBeInTheDocument()
    expect(desk.find(5)?.title).toBe('Mine and theirs')
  })

  it('is sent again after no answer came as it stands by then, and not while it breaks a rule', async () => {
    server.use(http.patch('*/api/tickets/5/', () => HttpResponse.error(), { once: true }))
    const { user } = renderApp('/tickets/5')
    await user.click(await button('Edit'))
    await fill(user, title(), 'A better title')
    await user.click(await button('Save'))
    await screen.findByText('Your change was not saved')
    await user.clear(title())
    await user.click(await button('Try again'))
    expect(title()).toHaveAccessibleDescription('Give the ticket a title.')
    await fill(user, title(), 'The best title')
    await user.click(await button('Try again'))
    expect(await screen.findByRole('heading', { name: 'The best title' })).toBeInTheDocument()
    expect(patches()).toHaveLength(2)
    expect(desk.find(5)?.title).toBe('The best title')
  })
})
