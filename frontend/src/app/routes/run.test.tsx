import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { announce } from '@/lib/desk-events'
import { makeTickets } from '@/mocks/data'
import { renderApp } from '@/mocks/render'
import {
  makeActiveRun,
  makeDisagreement,
  makeFigure,
  makeRun,
  makeRunTicket,
  makeSummary,
} from '@/mocks/runs'
import { desk, requests } from '@/mocks/server'

const polls = () => requests.filter(({ path }) => path === '/api/analyze/1/status/')
const lines = async () => {
  const region = await screen.findByRole('region', { name: 'Tickets' })
  return within(await within(region).findByRole('list', { name: 'Tickets' })).getAllByRole('listitem')
}

describe('a run at work', () => {
  it('tells its progress in words, and what it has found when it is done', async () => {
    desk.runs.add(makeActiveRun(1, 4, 10, 1))
    const { queryClient } = renderApp('/analysis/1')
    const progress = await screen.findByRole('region', { name: 'Progress' })
    const bar = within(progress).getByRole('progressbar', { name: 'Progress of run 1' })
    expect(bar).toHaveAttribute('aria-valuetext', '4 of 10 tickets analysed, 1 failed, 5 to go')
    expect(within(progress).getByRole('status')).toHaveTextContent('Reading the tickets one by one: 50% done')

    const summary = makeSummary({ headline: 'All is well.' })
    desk.runs.change(1, makeRun({ id: 1, summary }))
    await act(() => queryClient.refetchQueries({ queryKey: ['analysis', 'status', 1] }))
    expect(await screen.findByText('All is well.')).toBeInTheDocument()
    expect(screen.queryByRole('region', { name: 'Progress' })).not.toBeInTheDocument()
  })

  it('is asked about with the ETag of the last answer, more seldom while nothing changes, and not once it ended', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    desk.runs.add(makeActiveRun(1, 4, 10))
    renderApp('/analysis/1')
    await screen.findByRole('region', { name: 'Progress' })
    await vi.advanceTimersByTimeAsync(30_000)
    const idle = polls().length
    // 1, 1.6, 2.6, 4.1, 6.6 seconds apart, then 10: not thirty.
    expect(idle).toBeGreaterThan(3)
    expect(idle).toBeLessThan(9)
    expect(
      polls()
        .slice(1)
        .every(({ request }) => request.headers.has('If-None-Match')),
    ).toBe(true)

    desk.runs.change(1, makeRun({ id: 1 }))
    await vi.advanceTimersByTimeAsync(15_000)
    await screen.findByText('Completed')
    const ended = polls().length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(polls()).toHaveLength(ended)
  })

  it('is cancelled after a second question, in its place', async () => {
    desk.runs.add(makeActiveRun(1, 4, 10))
    const { user } = renderApp('/analysis/1')
    await user.click(await screen.findByRole('button', { name: 'Cancel the run' }))
    expect(screen.getByText(/6 tickets will not be analysed/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Go on' }))
    expect(screen.getByRole('button', { name: 'Cancel the run' })).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Cancel the run' }))
    await user.click(screen.getByRole('button', { name: 'Yes, cancel' }))
    await screen.findByText('Cancelled')
    expect(await screen.findByText('6 tickets were left out when the run was cancelled')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Analyse the rest (6)' })).toBeEnabled()
  })

  it('that a tab elsewhere cancelled is seen to be cancelled', async () => {
    desk.runs.add(makeActiveRun(1, 4, 10))
    renderApp('/analysis/1')
    await screen.findByText('Under way')
    desk.runs.change(1, { status: 'cancelled', phase: 'finished', finished_at: new Date().toISOString() })
    act(() => announce({ type: 'run', id: 1 }))
    await screen.findByText('Cancelled')
  })
})

describe('a finished run', () => {
  const claim = {
    text: 'Most are **billing**: <b>17</b>.',
    ticket_ids: [4, 5],
    figures: ['category.billing.count'],
  }

  it('shows each claim with what it rests on, as text', async () => {
    desk.runs.add(
      makeRun({
        id: 1,
        figures: [
          makeFigure({
            key: 'category.billing.count',
            group: 'category',
            label: 'Billing tickets',
            value: 17,
          }),
        ],
        summary: makeSummary({ claims: [claim], removed_citations: 2 }),
      }),
    )
    renderApp('/analysis/1')
    const region = await screen.findByRole('region', { name: 'Summary' })
    expect(region).toHaveTextContent('Most are billing: <b>17</b>.')
    expect(region.querySelector('b')).toBeNull()
    const rests = within(region).getByRole('list', { name: 'Rests on' })
    expect(rests).toHaveTextContent('Billing tickets: 17')
    expect(within(rests).getByRole('link', { name: 'Ticket 5' })).toHaveAttribute('href', '/tickets/5')
    expect(region).toHaveTextContent('2 citations of something outside this run were removed.')
  })

  it('groups failures by their reason, and retries what can be retried', async () => {
    desk.runs.add(
      makeRun({
        id: 1,
        counts: { total: 5, pending: 0, done: 2, failed: 3, skipped: 0, cancelled: 0 },
        failures: [
          { reason: 'The AI took too long.', count: 2, retryable: true },
          { reason: 'The ticket was deleted.', count: 1, retryable: false },
        ],
      }),
    )
    const { user } = renderApp('/analysis/1')
    const problem = await screen.findByRole('alert')
    expect(problem).toHaveTextContent('3 tickets could not be analysed')
    expect(problem).toHaveTextContent('1 The ticket was deleted. (cannot be retried)')
    await user.click(within(problem).getByRole('button', { name: 'Retry the failed ones (2)' }))
    await screen.findByText('Under way')
  })

  it('says which run has the tickets that it skipped', async () => {
    desk.runs.add(makeRun({ id: 2, skipped: [{ run_id: 1, count: 3, ticket_ids: [1, 2, 3] }] }))
    renderApp('/analysis/2')
    await screen.findByText('3 tickets were in another run already')
    expect(screen.getByRole('link', { name: 'run 1' })).toHaveAttribute('href', '/analysis/1')
  })

  it('compares itself with the one before, or with another', async () => {
    for (const id of [1, 2, 3]) desk.runs.add(makeRun({ id, previous_run: id > 1 ? id - 1 : null }))
    const { user } = renderApp('/analysis/3')
    const region = await screen.findByRole('region', { name: 'Compared' })
    const table = await within(region).findByRole('table', { name: 'Priorities' })
    expect(within(table).getByRole('row', { name: /High/ })).toHaveTextContent('High13+2')
    expect(region).toHaveTextContent('Late invoices0 after 4 gone')
    await user.selectOptions(within(region).getByRole('combobox', { name: 'with' }), '1')
    await waitFor(() => {
      const asked = requests.filter(({ path }) => path === '/api/analyze/3/compare/')
      expect(asked.map(({ request }) => new URL(request.url).search)).toEqual(['?with=2', '?with=1'])
    })
  })

  it('is not compared while what failed in it is retried, and is compared anew after that', async () => {
    const failed = { total: 2, pending: 0, done: 1, failed: 1, skipped: 0, cancelled: 0 }
    const failures = [{ reason: 'The AI took too long.', count: 1, retryable: true }]
    desk.runs.add(makeRun({ id: 1 }))
    desk.runs.add(makeRun({ id: 2, previous_run: 1, counts: failed, failures }))
    const { user, queryClient } = renderApp('/analysis/2')
    const compared = () => requests.filter(({ path }) => path === '/api/analyze/2/compare/').length
    await screen.findByRole('table', { name: 'Priorities' })
    await user.click(screen.getByRole('button', { name: 'Retry the failed ones (1)' }))
    await screen.findByText('Under way')
    expect(compared()).toBe(1)

    desk.runs.change(2, makeRun({ id: 2, previous_run: 1, finished_at: new Date().toISOString() }))
    await act(() => queryClient.refetchQueries({ queryKey: ['analysis', 'status', 2] }))
    await screen.findByRole('table', { name: 'Priorities' })
    await waitFor(() => expect(compared()).toBe(2))
  })

  it('is not compared with one that is being retried, and is compared anew when that has ended', async () => {
    for (const id of [1, 2]) desk.runs.add(makeRun({ id, previous_run: id > 1 ? id - 1 : null }))
    renderApp('/analysis/2')
    const compared = () => requests.filter(({ path }) => path === '/api/analyze/2/compare/').length
    const region = await screen.findByRole('region', { name: 'Compared' })
    await within(region).findByRole('table', { name: 'Priorities' })
    desk.runs.change(1, { status: 'processing', finished_at: null })
    act(() => announce({ type: 'run', id: 1 }))
    await within(region).findByText(/^Run 1 is not complete at the moment/)
    expect(compared()).toBe(1)

    desk.runs.change(1, makeRun({ id: 1, finished_at: new Date().toISOString() }))
    act(() => announce({ type: 'run', id: 1 }))
    await within(region).findByRole('table', { name: 'Priorities' })
    expect(compared()).toBe(2)
  })

  it('tells when the whole run is the first to say that it has ended', async () => {
    desk.runs.add(makeActiveRun(1, 3, 3))
    const { queryClient } = renderApp('/analysis/1')
    await screen.findByRole('region', { name: 'Progress' })
    const tables = () => requests.filter(({ path }) => path === '/api/analyze/1/tickets/').length
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    const before = tables()
    desk.runs.change(1, makeRun({ id: 1 }))
    await act(() => queryClient.refetchQueries({ queryKey: ['analysis', 'run', 1] }))
    await screen.findByText('Completed')
    await waitFor(() => expect(tables()).toBe(before + 1))
  })

  it('without any ticket says so', async () => {
    desk.runs.add(
      makeRun({ id: 1, counts: { total: 0, pending: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 } }),
    )
    renderApp('/analysis/1')
    await screen.findByText('There is no ticket in this run.')
    await screen.findByText(/There is no other completed run yet/)
  })

  it('can be taken along', async () => {
    desk.runs.add(makeRun({ id: 1 }))
    renderApp('/analysis/1')
    expect(await screen.findByRole('link', { name: 'Download as CSV' })).toHaveAttribute(
      'href',
      '/api/analyze/1/export/csv/',
    )
  })

  it('that does not exist, or cannot be loaded, says so', async () => {
    const { unmount } = renderApp('/analysis/9')
    await screen.findByText('There is no page at this address')
    unmount()
    desk.runs.add(makeRun({ id: 1, error: '[500]' }))
    renderApp('/analysis/1')
    expect(await screen.findByRole('alert')).toHaveTextContent('The run could not be loaded.')
  })
})

describe('applying analyses', () => {
  function show() {
    desk.tickets = makeTickets(3)
    desk.runs.add(makeRun({ id: 1, disagreements: 2 }), [
      makeDisagreement(3),
      makeRunTicket({ ticket_id: 2 }),
      makeDisagreement(1),
    ])
    return renderApp('/analysis/1')
  }

  it('marks where the ticket says something else, and changes one', async () => {
    const { user } = show()
    const [line] = await lines()
    expect(line).toHaveTextContent('Billingticket: Technical')
    expect(line).toHaveTextContent('Highticket: Medium')
    await user.click(screen.getByRole('button', { name: 'Apply to Ticket number 3' }))
    expect(await screen.findByText('1 ticket changed')).toBeInTheDocument()
    const sent = requests.find(({ path }) => path === '/api/analyze/1/apply/')
    expect(await sent?.request.json()).toEqual({
      tickets: [{ ticket_id: 3, version: 1, fields: ['category', 'priority'] }],
    })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Apply to Ticket number 3' })).toBeNull())
  })

  it('says of each that was refused why', async () => {
    const { user } = show()
    desk.runs.changed.add(1)
    await user.click(await screen.findByRole('button', { name: 'Select all 2' }))
    await user.click(screen.getByRole('button', { name: 'Apply to 2 tickets' }))
    expect(await screen.findByText('1 ticket changed, 1 ticket left as it is')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Ticket 1' }).closest('li')).toHaveTextContent(
      'Ticket 1: changed meanwhile',
    )
  })

  it('shows just the disagreements, in the address too', async () => {
    const { user, router } = show()
    expect(await lines()).toHaveLength(3)
    await user.click(screen.getByRole('radio', { name: /^Disagreements/ }))
    await waitFor(async () => expect(await lines()).toHaveLength(2))
    expect(router.state.location.search).toBe('?show=disagreements')
  })
})

describe('the analyses of a ticket', () => {
  it('stand beside it, each with its run', async () => {
    desk.tickets = makeTickets(1)
    const { category, priority, notes, source } = makeDisagreement(1)
    if (!category || !priority || !source) throw new Error('The analysis lacks what an analysis has.')
    const rest = { provider: 'acme', model: 'swift-2', theme: null, disagrees: ['priority' as const] }
    desk.runs.analyses.set(1, [
      { run_id: 7, category, priority, notes, source, ...rest, analyzed_at: new Date().toISOString() },
    ])
    renderApp('/tickets/1')
    const region = await screen.findByRole('region', { name: 'Analyses' })
    expect(await within(region).findByRole('link', { name: 'Run 7' })).toHaveAttribute('href', '/analysis/7')
    expect(region).toHaveTextContent('Cannot sign in since the update.')
    expect(region).toHaveTextContent('Another priority than the ticket’s')
  })

  it('are asked for again when the ticket was changed, for they may agree with it now', async () => {
    desk.tickets = makeTickets(1)
    const { user } = renderApp('/tickets/1')
    await screen.findByText(/Not analysed yet/)
    const asked = () => requests.filter(({ path }) => path === '/api/tickets/1/analyses/').length
    expect(asked()).toBe(1)
    await user.click(await screen.findByRole('button', { name: /^Priority/ }))
    await user.click(await screen.findByRole('menuitemradio', { name: 'High' }))
    await waitFor(() => expect(asked()).toBe(2))
  })

  it('are offered where there is none', async () => {
    desk.tickets = makeTickets(1)
    renderApp('/tickets/1')
    const region = await screen.findByRole('region', { name: 'Analyses' })
    expect(await within(region).findByRole('link', { name: 'Analyse' })).toHaveAttribute(
      'href',
      '/analysis?of=tickets&tickets=1',
    )
  })
})
