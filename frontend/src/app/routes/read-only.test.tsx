import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { READ_ONLY_REASON } from '@/lib/access'
import { makeUser } from '@/mocks/accounts'
import { makeTicket } from '@/mocks/data'
import { hold } from '@/mocks/hold'
import { renderApp } from '@/mocks/render'
import { makeActiveRun } from '@/mocks/runs'
import { desk, requests } from '@/mocks/server'

const refusable = () => requests.filter(({ method }) => method !== 'GET')

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, title: 'A broken printer', status: 'open' })]
  desk.accounts.close(makeUser({ role: 'read_only' }))
})

describe('an account that may only read', () => {
  it('sees the list without what would change it', async () => {
    const { user } = renderApp('/?status=open')
    const row = (await screen.findByRole('link', { name: 'A broken printer' })).closest('article')
    expect(within(row as HTMLElement).getByText('Open')).toBeInTheDocument()
    expect(within(row as HTMLElement).queryByRole('button')).not.toBeInTheDocument()
    expect(within(row as HTMLElement).queryByRole('checkbox')).not.toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Analyse these' })).not.toBeInTheDocument()
    screen.getByRole('link', { name: 'A broken printer' }).focus()
    await user.keyboard('x')
    expect(screen.queryByText('1 selected')).not.toBeInTheDocument()
  })

  it('sees a ticket, and why it cannot be changed', async () => {
    renderApp('/tickets/5')
    const properties = await screen.findByRole('region', { name: 'Properties' })
    expect(within(properties).getByText('Medium')).toBeInTheDocument()
    expect(within(properties).getByText(READ_ONLY_REASON)).toBeInTheDocument()
    expect(within(properties).queryByRole('button')).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument()
    await screen.findByText(/Not analysed yet/)
    expect(screen.queryByRole('link', { name: 'Analyse' })).not.toBeInTheDocument()
  })

  it('sees runs, starts none, and asks for no estimate', async () => {
    renderApp('/analysis')
    await screen.findByText(READ_ONLY_REASON)
    expect(screen.queryByRole('button', { name: 'Analyse' })).not.toBeInTheDocument()
    expect(refusable()).toEqual([])
  })

  it.each([
    ['/analysis', 'Analysis'],
    ['/tickets/5', 'A broken printer'],
  ])('asks nothing that is refused while it is not known yet, at %s', async (address, title) => {
    const tell = hold('get', '/api/session/')
    renderApp(address)
    await screen.findByRole('heading', { level: 1, name: title })
    tell()
    await screen.findByText(READ_ONLY_REASON)
    expect(refusable()).toEqual([])
  })

  it('sees a run under way and cannot cancel it', async () => {
    desk.runs.add(makeActiveRun(1, 1, 3))
    renderApp('/analysis/1')
    await screen.findByRole('region', { name: 'Progress' })
    expect(screen.queryByRole('button', { name: 'Cancel the run' })).not.toBeInTheDocument()
  })

  it('is an agent as soon as the desk says so, without a reload', async () => {
    const { queryClient } = renderApp('/tickets/5')
    await screen.findByText(READ_ONLY_REASON)
    desk.accounts.close(makeUser({ role: 'administrator' }))
    await queryClient.invalidateQueries({ queryKey: ['session'] })
    await waitFor(() => expect(screen.getByRole('button', { name: 'Edit' })).toBeInTheDocument())
  })
})
