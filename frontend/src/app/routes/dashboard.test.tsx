import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { announce } from '@/lib/desk-events'
import { makeTicket } from '@/mocks/data'
import { renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling

describe('the dashboard', () => {
  it('shows the figures, and lists behind the breakdowns', async () => {
    desk.tickets = [makeTicket({ id: 2, priority: 'critical' }), makeTicket({ id: 1, status: 'closed' })]
    renderApp('/dashboard')
    await waitFor(() => expect(figure('All tickets')).toHaveTextContent('2'))
    expect(figure('Open')).toHaveTextContent('1')
    const byPriority = screen.getByRole('region', { name: 'By priority' })
    expect(within(byPriority).getByRole('link', { name: /Critical 1 50%/ })).toHaveAttribute(
      'href',
      '/?priority=critical',
    )
  })

  it('says in words what the chart shows, and shows it as a table', async () => {
    desk.tickets = [makeTicket({ id: 1 })]
    const { user } = renderApp('/dashboard')
    await screen.findByRole('img', { name: /435 tickets created and 0 resolved in 30 days/ })
    await user.click(screen.getByRole('button', { name: 'Show as table' }))
    expect(screen.getAllByRole('row')).toHaveLength(31)
  })

  it('asks for another period', async () => {
    desk.tickets = [makeTicket({ id: 1 })]
    const { user } = renderApp('/dashboard')
    await user.click(await screen.findByRole('radio', { name: '7 days' }))
    await screen.findByRole('img', { name: /in 7 days/ })
  })

  it('refreshes when a ticket is created or changed', async () => {
    desk.tickets = [makeTicket({ id: 1 })]
    const { queryClient } = renderApp('/dashboard')
    await waitFor(() => expect(figure('All tickets')).toHaveTextContent('1'))
    // What has no answer yet is not asked a second time.
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    const ticket = desk.create({ title: 'Another', description: 'x' })
    act(() => announce({ type: 'created', ticket }))
    await waitFor(() => expect(figure('All tickets')).toHaveTextContent('2'))
    expect(requests.filter(({ path }) => path === '/api/tickets/stats/')).toHaveLength(2)
    await waitFor(() =>
      expect(requests.filter(({ path }) => path === '/api/triage/accuracy/')).toHaveLength(2),
    )
  })

  it('says what will be there while there is nothing to count', async () => {
    renderApp('/dashboard')
    await screen.findByText('Nothing to count yet')
  })
})
