import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { makeUser } from '@/mocks/accounts'
import { makeTicket, NOW } from '@/mocks/data'
import { hold } from '@/mocks/hold'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests, settled } from '@/mocks/server'

const since = new Date(NOW).toISOString()
const edit = () => screen.findByRole('button', { name: 'Edit' })
const told = (...expected: string[]) => waitFor(() => expect(desk.told).toEqual(expected))
const live = () => screen.getAllByRole('status').map((region) => region.textContent)

/** As if the interval had passed. */
async function beat() {
  await act(() => vi.advanceTimersByTimeAsync(15_100))
}

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, title: 'A broken printer' }), makeTicket({ id: 4, title: 'Another' })]
  desk.accounts.close(makeUser())
})

describe('who else has a ticket open', () => {
  it('is shown, and read out only where they change it', async () => {
    desk.onlookers = [{ name: 'Ada Lovelace', state: 'viewing', since }]
    const { queryClient } = renderApp('/tickets/5')
    await screen.findByText('Ada Lovelace is looking at this ticket')
    expect(live().join()).not.toContain('Ada')

    desk.onlookers = [{ name: null, state: 'editing', since }]
    await queryClient.refetchQueries({ queryKey: ['tickets', 'presence'] })
    await screen.findByText('Someone else is changing this ticket')
    expect(live()).toContain('Someone else is changing this ticket')
  })

  it('that cannot be asked is left out without a word', async () => {
    desk.onlookers = [{ name: 'Ada [503]', state: 'viewing', since }]
    renderApp('/tickets/5')
    await screen.findByRole('heading', { name: 'A broken printer' })
    await told('viewing 5')
    expect(screen.queryByText(/this ticket$/)).not.toBeInTheDocument()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('may be seen by who may only read, who is not told of', async () => {
    desk.accounts.close(makeUser({ role: 'read_only' }))
    desk.onlookers = [{ name: 'Ada Lovelace', state: 'viewing', since }]
    const { router } = renderApp('/tickets/5')
    await screen.findByText('Ada Lovelace is looking at this ticket')
    await router.navigate('/')
    await screen.findByRole('link', { name: 'Another' })
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe('what is told of oneself', () => {
  it('is that one looks, that one changes, and that one is done', async () => {
    const { user } = renderApp('/tickets/5')
    await user.click(await edit())
    await user.click(screen.getByRole('textbox', { name: 'Title' }))
    await told('viewing 5', 'editing 5')
    await fill(user, screen.getByRole('textbox', { name: 'Title' }), 'Changed')
    await user.click(document.body)
    expect(desk.told).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByRole('heading', { name: 'Changed' })
    await told('viewing 5', 'editing 5', 'viewing 5')
  })

  it('is that one changes, also where that began while the first look was still being told', async () => {
    const letThrough = hold('put', '/api/tickets/5/presence/')
    const { user } = renderApp('/tickets/5')
    await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true))
    await user.click(await edit())
    await user.click(screen.getByRole('textbox', { name: 'Title' }))
    letThrough()
    await told('viewing 5', 'editing 5')
  })

  it('is a change also while a value is being chosen', async () => {
    const { user } = renderApp('/tickets/5')
    await user.click(await screen.findByRole('button', { name: /^Priority/ }))
    await screen.findByRole('menuitemradio', { name: 'High' })
    await told('viewing 5', 'editing 5')
    await user.keyboard('{Escape}')
    await told('viewing 5', 'editing 5', 'viewing 5')
  })

  it('is said again and again, and ends at the way to another page', async () => {
    const { router } = renderApp('/tickets/5')
    await told('viewing 5')
    await router.navigate('/tickets/4')
    await told('viewing 5', 'left 5', 'viewing 4')
    await router.navigate('/')
    await told('viewing 5', 'left 5', 'viewing 4', 'left 4')
  })

  it('ends after what is still being said, though the page is another one already', async () => {
    const letThrough = hold('put', '/api/tickets/5/presence/')
    const { router } = renderApp('/tickets/5')
    await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true))
    await router.navigate('/')
    await screen.findByRole('link', { name: 'Another' })
    expect(requests.filter(({ method }) => method === 'DELETE')).toEqual([])
    letThrough()
    await told('viewing 5', 'left 5')
  })

  it('is not taken back by who has signed out, to whom the desk does not listen any more', async () => {
    const { user } = renderApp('/tickets/5')
    await told('viewing 5')
    const [menu] = await screen.findAllByRole('button', { name: /^Account of/ })
    await user.click(menu as HTMLElement)
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
    await screen.findByRole('textbox', { name: 'User name' })
    await settled()
    expect(requests.filter(({ method, path }) => method === 'DELETE' && path.includes('presence'))).toEqual(
      [],
    )
  })

  it('ends with the page, by a request that outlives it', async () => {
    renderApp('/tickets/5')
    await told('viewing 5')
    window.dispatchEvent(new Event('pagehide'))
    await told('viewing 5', 'left 5')
    const last = requests.findLast(({ method }) => method === 'DELETE')
    expect(last?.request.keepalive).toBe(true)
    expect(new URL(last?.request.url ?? '').searchParams.get('tab')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('rests while the tab is hidden, and goes on at once when it is seen again', async () => {
    vi.useFakeTimers({
      toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout'],
      shouldAdvanceTime: true,
    })
    const visibility = vi.spyOn(document, 'visibilityState', 'get')
    const { queryClient } = renderApp('/tickets/5')
    // What is under way when a beat is due swallows that beat.
    const answered = () => waitFor(() => expect(queryClient.isFetching()).toBe(0))
    await told('viewing 5')
    await answered()
    await beat()
    await told('viewing 5', 'viewing 5')
    await answered()

    visibility.mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    await beat()
    await beat()
    expect(desk.told).toHaveLength(2)

    visibility.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new Event('visibilitychange'))
    await told('viewing 5', 'viewing 5', 'viewing 5')
  })
})
