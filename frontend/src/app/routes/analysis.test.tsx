import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { announce } from '@/lib/desk-events'
import { makeTicket, makeTickets } from '@/mocks/data'
import { hold } from '@/mocks/hold'
import { renderApp } from '@/mocks/render'
import { makeActiveRun, makeRun } from '@/mocks/runs'
import { desk, requests, settled } from '@/mocks/server'

const panel = () => screen.findByRole('region', { name: 'New run' })
const scope = (name: RegExp) => screen.findByRole('radio', { name })
const asked = async (path: string) =>
  Promise.all(requests.filter((one) => one.path === path).map(({ request }) => request.json()))
const rows = async () => within(await screen.findByRole('list', { name: 'Runs' })).getAllByRole('listitem')

beforeEach(() => {
  desk.tickets = makeTickets(3)
})

describe('starting a run', () => {
  it('takes every ticket that was not analysed, says what it takes, and leads to the run', async () => {
    const { user, router } = renderApp('/analysis')
    const region = await panel()
    await within(region).findByText('3 tickets')
    expect(region).toHaveTextContent('3 tickets')
    expect(region).toHaveTextContent('about 1.8K tokensabout $0.012about 3 s')
    expect(region).toHaveTextContent('Read by swift-2.')
    await user.click(within(region).getByRole('button', { name: 'Analyse' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/analysis/1'))
    expect(await asked('/api/analyze/')).toEqual([{ ticket_ids: null }])
    expect(await screen.findByRole('heading', { name: 'Run 1' })).toBeInTheDocument()
  })

  it('says honestly that keywords decide where no model is set up', async () => {
    desk.runs.modelUsed = false
    renderApp('/analysis')
    const region = await panel()
    await within(region).findByText(/No language model is set up: keywords decide/)
    expect(region).not.toHaveTextContent('tokens')
    expect(region).not.toHaveTextContent('$')
  })

  it('takes the filter that a link from the list carries', async () => {
    desk.tickets = [makeTicket({ id: 2, status: 'closed' }), makeTicket({ id: 1, status: 'open' })]
    const { user } = renderApp('/?status=open')
    await user.click(await screen.findByRole('link', { name: 'Analyse these' }))
    expect(await scope(/^Tickets of a filter/)).toBeChecked()
    expect(await scope(/Status Open$/)).toBeInTheDocument()
    await within(await panel()).findByText('1 ticket')
    await user.click(screen.getByRole('button', { name: 'Analyse' }))
    await waitFor(async () =>
      expect(await asked('/api/analyze/')).toEqual([{ filter: { status: ['open'] } }]),
    )
  })

  it('takes the picked tickets, and forgets that they were picked', async () => {
    const { user, router } = renderApp('/')
    await user.click(await screen.findByRole('checkbox', { name: 'Select Ticket number 3' }))
    await user.click(screen.getByRole('checkbox', { name: 'Select Ticket number 1' }))
    await user.click(await screen.findByRole('link', { name: 'Analyse' }))
    expect(await scope(/^Hand-picked tickets/)).toBeChecked()
    await user.click(screen.getByRole('button', { name: 'Analyse' }))
    await waitFor(async () => expect(await asked('/api/analyze/')).toEqual([{ ticket_ids: [1, 3] }]))
    await router.navigate('/')
    const third = await screen.findByRole('checkbox', { name: 'Select Ticket number 3' })
    await waitFor(() => expect(third).not.toBeChecked())
  })

  it('leaves alone who has gone on to another page meanwhile', async () => {
    const answer = hold('post', '/api/analyze/')
    const { user, router } = renderApp('/analysis')
    await user.click(within(await panel()).getByRole('button', { name: 'Analyse' }))
    await waitFor(async () => expect(await asked('/api/analyze/')).toHaveLength(1))
    await router.navigate('/')
    await screen.findByRole('link', { name: 'Ticket number 3' })
    answer()
    // It is told of where runs are listed, and to nobody else.
    await waitFor(() => expect(desk.runs.all).toHaveLength(1))
    await settled()
    expect(router.state.location.pathname).toBe('/')
  })

  it('goes from one scope to another and back without losing the filter', async () => {
    const { user, router } = renderApp('/analysis?of=filter&status=open')
    await user.click(await scope(/^All tickets not analysed yet/))
    // The scope lies in the address, and the page follows it a moment later.
    await waitFor(async () => expect(await scope(/^All tickets not analysed yet/)).toBeChecked())
    await user.click(await scope(/^Tickets of a filter/))
    await waitFor(async () => expect(await scope(/^Tickets of a filter/)).toBeChecked())
    await waitFor(() => {
      const address = new URLSearchParams(router.state.location.search)
      expect(Object.fromEntries(address)).toEqual({ of: 'filter', status: 'open' })
    })
  })

  it('offers nothing where there is nothing to analyse', async () => {
    desk.tickets = []
    renderApp('/analysis')
    await screen.findByText('Every ticket has been analysed.')
    expect(screen.queryByText(/tokens/)).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Analyse' })).toBeDisabled()
    expect(screen.queryByRole('radio', { name: /Hand-picked/, checked: true })).not.toBeInTheDocument()
  })

  it('says why there is no estimate, and can be asked again', async () => {
    renderApp('/analysis?of=filter&search=[503]')
    const region = await panel()
    expect(await within(region).findByRole('button', { name: 'Try again' })).toBeEnabled()
    expect(region).toHaveTextContent('Answered 503.')
  })
})

describe('what a run would take', () => {
  it('is asked again when another run has let go of its tickets', async () => {
    desk.runs.add(makeActiveRun(1, 1, 3))
    const { queryClient } = renderApp('/analysis')
    await within(await panel()).findByText('3 tickets')
    desk.tickets = makeTickets(4)
    desk.runs.change(1, makeRun({ id: 1 }))
    await act(() => queryClient.refetchQueries({ queryKey: ['analysis', 'active'] }))
    await within(await panel()).findByText('4 tickets')
  })

  it('is asked again when there is another ticket', async () => {
    renderApp('/analysis')
    await within(await panel()).findByText('3 tickets')
    desk.tickets = makeTickets(4)
    act(() => announce({ type: 'created', ticket: makeTicket({ id: 4 }) }))
    await within(await panel()).findByText('4 tickets')
  })
})

describe('the list of runs', () => {
  it('tells a first-time user what a run is', async () => {
    renderApp('/analysis')
    await screen.findByText('No runs yet')
  })

  it('tells status, counts, duration and cost of each', async () => {
    const failed = makeRun({
      id: 2,
      scope: 'filter',
      filter: { status: ['open'], search: 'refund' },
      counts: { total: 50, pending: 0, done: 43, failed: 7, skipped: 0, cancelled: 0 },
    })
    desk.runs.add(makeRun({ id: 1, provider: '', model: '', cost_usd: '0', scope: 'tickets' }))
    desk.runs.add(failed)
    renderApp('/analysis')
    const [second, first] = await rows()
    expect(second).toHaveTextContent('Run 2 · Filter: Status Open, containing “refund”')
    expect(second).toHaveTextContent('Completed')
    expect(second).toHaveTextContent('43 of 50 tickets analysed, 7 failed')
    expect(second).toHaveTextContent('Duration: 2 min')
    expect(second).toHaveTextContent('Cost: $0.042')
    expect(first).toHaveTextContent('Run 1 · 3 hand-picked tickets')
    expect(first).toHaveTextContent('Keywords')
    expect(first).toHaveTextContent('Cost: Nothing')
  })

  it('moves with a run under way, and notices its end', async () => {
    desk.runs.add(makeActiveRun(1, 2, 10))
    const { queryClient } = renderApp('/analysis')
    const [row] = await rows()
    await waitFor(() => expect(row).toHaveTextContent('2 of 10 tickets analysed, 8 to go'))
    desk.runs.change(1, { counts: makeActiveRun(1, 7, 10).counts })
    await queryClient.refetchQueries({ queryKey: ['analysis', 'active'] })
    await waitFor(() => expect(row).toHaveTextContent('7 of 10 tickets analysed, 3 to go'))
    desk.runs.change(1, makeRun({ id: 1, counts: { ...makeActiveRun(1, 10, 10).counts } }))
    await queryClient.refetchQueries({ queryKey: ['analysis', 'active'] })
    await waitFor(() => expect(row).toHaveTextContent('10 analysed'))
    expect(row).toHaveTextContent('Completed')
  })

  it('gains also a run that nobody saw under way', async () => {
    vi.useFakeTimers({
      toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout'],
      shouldAdvanceTime: true,
    })
    desk.runs.add(makeRun({ id: 1 }))
    renderApp('/analysis')
    expect(await rows()).toHaveLength(1)
    desk.runs.add(makeRun({ id: 2 }))
    await act(() => vi.advanceTimersByTimeAsync(20_100))
    await waitFor(async () => expect(await rows()).toHaveLength(2))
  })

  it('is paged, and the page lies in the address', async () => {
    for (let id = 1; id <= 21; id += 1) desk.runs.add(makeRun({ id }))
    const { user, router } = renderApp('/analysis')
    expect(await rows()).toHaveLength(20)
    expect(screen.getByText('1 to 20 of 21')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Next' }))
    await screen.findByText('21 to 21 of 21')
    expect(router.state.location.search).toBe('?page=2')
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
  })
})
