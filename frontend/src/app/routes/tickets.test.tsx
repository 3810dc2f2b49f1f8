import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ticketKeys } from '@/features/tickets/queries'
import { makeTicket, makeTickets } from '@/mocks/data'
import { hold } from '@/mocks/hold'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const statusOf = (id: number) =>
  screen.findByRole('button', { name: new RegExp(`^Status of Ticket number ${id}:`) })

beforeEach(() => {
  desk.tickets = [
    makeTicket({ id: 3, status: 'open', category: 'billing' }),
    makeTicket({ id: 2, status: 'closed', category: 'billing' }),
    makeTicket({ id: 1, status: 'open', category: 'account', description: 'A needle in it' }),
  ]
})

describe('filters and search', () => {
  it('are read from the address', async () => {
    renderApp('/?status=open&category=billing')
    await screen.findByText('1 ticket matches')
    expect(screen.getByRole('link', { name: 'Ticket number 3' })).toBeInTheDocument()
    expect(screen.getByRole('checkbox', { name: /^Open/ })).toBeChecked()
  })

  it('are written to the address, combine, and are cleared together', async () => {
    const { user, router } = renderApp('/')
    await screen.findByText('3 tickets')
    await user.click(screen.getByRole('checkbox', { name: /^Open/ }))
    expect(screen.getByRole('checkbox', { name: /^Open/ })).toBeChecked()
    await fill(user, screen.getByRole('textbox', { name: 'Search tickets' }), 'needle')
    await screen.findByText('1 ticket matches')
    expect(router.state.location.search).toBe('?status=open&search=needle')

    await user.click(screen.getByRole('button', { name: 'Clear all' }))
    await screen.findByText('3 tickets')
    expect(router.state.location.search).toBe('')
    expect(screen.getByRole('textbox', { name: 'Search tickets' })).toHaveValue('')
  })

  it('that match nothing offer the way back', async () => {
    const { user } = renderApp('/?search=absent')
    await screen.findByText('No ticket matches')
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }))
    await screen.findByText('3 tickets')
  })

  it('failing say which request it was, and can be tried again', async () => {
    renderApp('/?search=[500]')
    const problem = await screen.findByRole('alert')
    expect(problem).toHaveTextContent('The tickets could not be loaded.')
    expect(problem).toHaveTextContent('req-test')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled()
  })
})

describe('the list', () => {
  it('tells a first-time user what to do', async () => {
    desk.tickets = []
    renderApp('/')
    expect(await screen.findByRole('link', { name: 'Write the first ticket' })).toHaveAttribute(
      'href',
      '/new',
    )
  })

  it('keeps only some rows in the document, and asks for the next page when its end comes near', async () => {
    desk.tickets = makeTickets(60)
    const pages = () => requests.filter(({ request }) => new URL(request.url).searchParams.has('cursor'))
    renderApp('/')
    await screen.findByText('60 tickets')
    expect(screen.getAllByRole('article').length).toBeLessThan(40)
    expect(document.querySelector('[aria-posinset="1"]')).toHaveAttribute('aria-setsize', '60')
    expect(pages()).toHaveLength(0)

    vi.spyOn(window, 'scrollY', 'get').mockReturnValue(3000)
    fireEvent.scroll(window)
    await waitFor(() => expect(pages()).toHaveLength(1))
    expect(document.querySelector('[aria-posinset="1"]')).not.toBeInTheDocument()
  })

  it('holds new tickets back until they are asked for', async () => {
    const { user, queryClient } = renderApp('/')
    await screen.findByText('3 tickets')
    desk.create({ title: 'From elsewhere', description: 'x' })
    await act(() => queryClient.invalidateQueries({ queryKey: ticketKeys.heads }))
    const button = await screen.findByRole('button', { name: '1 new ticket' })
    expect(screen.queryByRole('link', { name: 'From elsewhere' })).not.toBeInTheDocument()
    await user.click(button)
    expect(await screen.findByRole('link', { name: 'From elsewhere' })).toBeInTheDocument()
  })
})

describe('changing the status in a row', () => {
  it('shows at once and names the version that was seen', async () => {
    const { user } = renderApp('/')
    await user.click(await statusOf(3))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }))
    await waitFor(() => expect(desk.find(3)?.status).toBe('resolved'))
    const patch = requests.find(({ method }) => method === 'PATCH')
    expect(await patch?.request.json()).toEqual({ status: 'resolved', version: 1 })
    expect(await statusOf(3)).toHaveAccessibleName('Status of Ticket number 3: Resolved')
  })

  it('stays while a page that was asked for before it comes in', async () => {
    const asksForMore = ({ url }: Request) => new URL(url).searchParams.has('cursor')
    const letThrough = hold('get', '/api/tickets/', asksForMore)
    desk.tickets = makeTickets(60)
    const { user, queryClient } = renderApp('/')
    await screen.findByText('60 tickets')
    vi.spyOn(window, 'scrollY', 'get').mockReturnValue(3000)
    fireEvent.scroll(window)
    await waitFor(() => expect(requests.some(({ request }) => asksForMore(request))).toBe(true))

    await user.click(await statusOf(20))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }))
    await waitFor(() => expect(desk.find(20)?.status).toBe('resolved'))
    await waitFor(() => expect(queryClient.isMutating()).toBe(0))
    letThrough()
    await screen.findByText('That is all.')
    expect(await statusOf(20)).toHaveAccessibleName(/: Resolved$/)
  })

  it('is taken back when it fails, and says so', async () => {
    desk.tickets = [makeTicket({ id: 9, title: 'Ticket number 9: [503]' })]
    const { user } = renderApp('/')
    await user.click(await statusOf(9))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Closed' }))
    await screen.findByText('Ticket 9 was not changed')
    expect(await statusOf(9)).toHaveAccessibleName(/: Open$/)
  })

  it('is taken back to what the server has when it fails as the one before it did', async () => {
    desk.tickets = [makeTicket({ id: 9, title: 'Ticket number 9: [503]' })]
    const letThrough = hold('patch', '/api/tickets/9/')
    const { user, queryClient } = renderApp('/')
    for (const status of ['Closed', 'Resolved']) {
      await user.click(await statusOf(9))
      await user.click(await screen.findByRole('menuitemradio', { name: status }))
    }
    expect(queryClient.isMutating()).toBe(2)
    letThrough()
    await waitFor(() => expect(queryClient.isMutating()).toBe(0))
    expect(await statusOf(9)).toHaveAccessibleName(/: Open$/)
  })

  it('that somebody else changed first shows their change, and mine can be applied to it', async () => {
    const { user } = renderApp('/')
    await statusOf(3)
    desk.change(3, { status: 'in_progress' })
    await user.click(await statusOf(3))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Closed' }))
    await screen.findByText('Somebody else changed ticket 3 first')
    expect(await statusOf(3)).toHaveAccessibleName(/: In progress$/)
    expect(desk.find(3)?.status).toBe('in_progress')

    await user.click(screen.getByRole('button', { name: 'Apply mine again' }))
    await waitFor(() => expect(desk.find(3)?.status).toBe('closed'))
  })
})
