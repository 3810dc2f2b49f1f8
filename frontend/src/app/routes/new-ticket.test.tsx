import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { ticketKeys } from '@/features/tickets/queries'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests, server } from '@/mocks/server'

const title = () => screen.findByRole('textbox', { name: 'Title' })
const description = () => screen.getByRole('textbox', { name: 'Description' })
const radio = (name: RegExp) => screen.getByRole('radio', { name })
const submit = () => screen.getByRole('button', { name: 'Submit ticket' })
const posts = () => requests.filter(({ method, path }) => method === 'POST' && path === '/api/tickets/')
const INVOICE = 'A question about my invoice of May'

describe('the suggestion', () => {
  it('is pencilled in with its reason when the person leaves the field', async () => {
    const { user } = renderApp('/new')
    await title()
    await fill(user, description(), INVOICE)
    await user.tab()
    await waitFor(() => expect(radio(/Billing.*suggested/)).toBeChecked())
    expect(radio(/Low.*suggested/)).toBeChecked()
    expect(screen.getByText('Suggested by keywords: invoice')).toBeInTheDocument()
  })

  it('never overwrites what the person chose, before or after it', async () => {
    const { user } = renderApp('/new')
    await title()
    await user.click(radio(/Account/))
    await fill(user, description(), INVOICE)
    await user.tab()
    await waitFor(() => expect(radio(/Low.*suggested/)).toBeChecked())
    expect(radio(/Account/)).toBeChecked()
    expect(screen.getByText('Your choice; Billing was suggested.')).toBeInTheDocument()

    await user.click(radio(/High/))
    await fill(user, description(), 'There is an outage since noon')
    await user.tab()
    await waitFor(() => expect(screen.getByText('Your choice; Technical was suggested.')).toBeInTheDocument())
    expect(radio(/Account/)).toBeChecked()
    expect(radio(/High/)).toBeChecked()
  })

  it('says so when nothing in the text points anywhere, and fills nothing in', async () => {
    const { user } = renderApp('/new')
    await title()
    await fill(user, description(), 'Hello there, dear support people')
    await user.tab()
    await screen.findByText(/Nothing in the text points anywhere/)
    for (const chip of screen.getAllByRole('radio', { name: /General|Medium/ }))
      expect(chip).not.toBeChecked()
  })

  it('failing does not stand in the way of submitting', async () => {
    const { user } = renderApp('/new')
    await fill(user, await title(), 'Broken')
    await fill(user, description(), 'The classifier answers [500] here')
    await user.tab()
    await screen.findByText(/No suggestion could be made/)
    await user.click(submit())
    await screen.findByText('Ticket 1 is filed')
    expect(await posts()[0]?.request.json()).toEqual({
      title: 'Broken',
      description: 'The classifier answers [500] here',
    })
  })

  it('is not waited for by submitting', async () => {
    const { user } = renderApp('/new')
    await fill(user, await title(), 'Quick')
    await fill(user, description(), 'A slow invoice question [slow]')
    await user.click(submit())
    await screen.findByText('Ticket 1 is filed')
    expect(await posts()[0]?.request.json()).not.toHaveProperty('category')
  })
})

describe('submitting', () => {
  it('clears the form and puts the ticket on top of the latest and of the list', async () => {
    const { user, router } = renderApp('/')
    await screen.findByText('No tickets yet')
    await router.navigate('/new')
    await fill(user, await title(), 'First one')
    await fill(user, description(), INVOICE)
    await user.tab()
    await waitFor(() => expect(radio(/Billing/)).toBeChecked())
    await user.click(radio(/High/))
    await user.click(submit())

    await screen.findByText('Ticket 1 is filed')
    expect(await title()).toHaveValue('')
    expect(description()).toHaveValue('')
    expect(radio(/Billing/)).not.toBeChecked()
    const latest = screen.getByRole('region', { name: 'Latest tickets' })
    expect(within(latest).getByText('First one')).toBeInTheDocument()
    expect(desk.tickets[0]).toMatchObject({ category: 'billing', priority: 'high' })

    await router.navigate('/')
    expect(await screen.findByRole('link', { name: 'First one' })).toBeInTheDocument()
  })

  it('keeps the ticket among the latest when an answer comes that is older than it', async () => {
    const { user, queryClient } = renderApp('/new')
    await screen.findByText('None yet. Yours will be the first.')
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    const older = HttpResponse.json({ count: 0, next: null, previous: null, results: [] })
    server.use(http.get('*/api/tickets/', () => held.then(() => older), { once: true }))
    void queryClient.refetchQueries({ queryKey: ticketKeys.latest })
    await fill(user, await title(), 'First one')
    await fill(user, description(), 'short')
    await user.click(submit())
    await screen.findByText('Ticket 1 is filed')
    answer()
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    const latest = screen.getByRole('region', { name: 'Latest tickets' })
    expect(await within(latest).findByText('First one')).toBeInTheDocument()
  })

  it('asks for what is missing before anything is sent', async () => {
    const { user } = renderApp('/new')
    await title()
    await user.click(submit())
    expect(await title()).toHaveFocus()
    expect(await title()).toHaveAccessibleDescription('Give the ticket a title.')
    expect(description()).toHaveAccessibleDescription('Describe what happened.')
    expect(posts()).toHaveLength(0)
  })

  it('keeps everything when the server fails, and names the request', async () => {
    const { user } = renderApp('/new')
    await fill(user, await title(), 'It is broken [503]')
    await fill(user, description(), 'short')
    await user.click(submit())
    const problem = await screen.findByRole('alert')
    expect(problem).toHaveTextContent('could not store the ticket')
    expect(problem).toHaveTextContent('req-test')
    expect(await title()).toHaveValue('It is broken [503]')
    expect(description()).toHaveValue('short')
  })

  it('repeats an unanswered attempt with the same key, and a changed one with another', async () => {
    const { user, unmount } = renderApp('/new')
    await fill(user, await title(), 'Lost [network]')
    await fill(user, description(), 'short')
    await user.click(submit())
    await screen.findByText('No answer came from the desk.')
    unmount()

    const again = renderApp('/new')
    expect(await title()).toHaveValue('Lost [network]')
    await again.user.click(submit())
    await screen.findByText('No answer came from the desk.')
    await fill(again.user, description(), 'shorter')
    await again.user.click(submit())
    await waitFor(() => expect(posts()).toHaveLength(3))

    const keys = posts().map(({ request }) => request.headers.get('Idempotency-Key'))
    expect(keys[0]).toBeTruthy()
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })
})
