import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { CODE, makeUser, PASSWORD } from '@/mocks/accounts'
import { makeTicket } from '@/mocks/data'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const userName = () => screen.findByRole('textbox', { name: 'User name' })
/** Beside the page; the same stands above it where the window is narrow. */
const menu = async () => (await screen.findAllByRole('button', { name: /^Account of/ }))[0] as HTMLElement
type User = ReturnType<typeof renderApp>['user']

async function signIn(user: User, name: string, password = PASSWORD) {
  await fill(user, await userName(), name)
  await fill(user, screen.getByLabelText('Password'), password)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, title: 'A broken printer' })]
  desk.accounts.close()
})

describe('a closed desk', () => {
  it.each(['/', '/tickets/5', '/analysis', '/analysis/1', '/dashboard', '/account'])(
    'sends whoever is not signed in from %s to sign in, and asks for nothing that would be refused',
    async (address) => {
      renderApp(address)
      await userName()
      expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/session/'])
    },
  )

  it('leads back to the page that was asked for, with the token against forged requests', async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: as the server sets it
    document.cookie = 'csrftoken=t0ken'
    const { user, router } = renderApp('/tickets/5')
    await signIn(user, 'grace')
    await screen.findByRole('heading', { name: 'A broken printer' })
    expect(router.state.location.pathname).toBe('/tickets/5')
    expect(await menu()).toHaveAccessibleName('Account of Grace Hopper, Agent')
    const post = requests.find(({ method }) => method === 'POST')
    expect(post?.request.headers.get('X-CSRFToken')).toBe('t0ken')
    expect(requests.find(({ method }) => method === 'GET')?.request.headers.has('X-CSRFToken')).toBe(false)
  })

  it('takes tickets from anybody, shows no others, and the way in', async () => {
    const { user } = renderApp('/new')
    await fill(user, await screen.findByRole('textbox', { name: 'Title' }), 'Locked out')
    await fill(user, screen.getByRole('textbox', { name: 'Description' }), 'short')
    await user.click(screen.getByRole('button', { name: 'Submit ticket' }))
    await screen.findByText('Ticket 6 is filed')
    expect(screen.queryByRole('link', { name: 'Locked out' })).not.toBeInTheDocument()
    expect(screen.queryByText('Latest tickets')).not.toBeInTheDocument()
    expect(screen.getAllByRole('link', { name: 'Sign in' })[0]).toHaveAttribute(
      'href',
      '/sign-in?next=%2Fnew',
    )
    expect(requests.filter(({ method }) => method === 'GET').map(({ path }) => path)).toEqual([
      '/api/session/',
    ])
  })

  it('says to an account without a role what it lacks', async () => {
    desk.accounts.close(makeUser({ role: null }))
    renderApp('/')
    await screen.findByText('Your account has no role yet')
    expect(await menu()).toHaveAccessibleName('Account of Grace Hopper, No role yet')
  })
})

describe('signing in', () => {
  it('tells a wrong password and keeps what was typed', async () => {
    const { user } = renderApp('/sign-in')
    await signIn(user, 'grace', 'wrong')
    expect(await screen.findByRole('alert')).toHaveTextContent('The user name or the password is wrong')
    expect(await userName()).toHaveValue('grace')
    expect(screen.getByLabelText('Password')).toHaveValue('wrong')
  })

  it('asks for what is missing before anything is sent', async () => {
    const { user } = renderApp('/sign-in')
    await userName()
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await userName()).toHaveAccessibleDescription('Type your user name.')
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Type your password.')
    expect(requests.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('tells how long a lock-out lasts', async () => {
    const { user } = renderApp('/sign-in')
    await signIn(user, 'locked [429]')
    expect(await screen.findByRole('alert')).toHaveTextContent('closed for another 15 min')
  })

  it('tells that the desk does not answer', async () => {
    const { user } = renderApp('/sign-in')
    await signIn(user, 'grace [network]')
    expect(await screen.findByRole('alert')).toHaveTextContent('No answer came from the desk')
  })

  it('says that it is under way and is not sent twice', async () => {
    const { user } = renderApp('/sign-in')
    await signIn(user, 'grace [slow]')
    await user.click(await screen.findByRole('button', { name: 'Signing in…' }))
    await waitFor(() => expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1))
  })

  it('asks for a code where the account has a second factor, until it is right', async () => {
    desk.accounts.secondFactor = { enabled: true, recovery_codes_left: 2 }
    const { user } = renderApp('/sign-in')
    await signIn(user, 'grace')
    const code = await screen.findByRole('textbox', { name: 'Code' })
    expect(code).toHaveFocus()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    await fill(user, code, '000000')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByText('This code is not right')
    expect(code).toHaveValue('')
    await fill(user, code, CODE)
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('link', { name: 'A broken printer' })
  })

  it('by the organisation is a plain link, and its failures are told', async () => {
    const openid = { name: 'Example Ltd', address: '/api/session/openid/' }
    desk.accounts.session = { open: false, user: null, second_factor_required: false, openid }
    renderApp('/sign-in?error=no_account&next=%2Ftickets%2F5')
    expect(await screen.findByRole('link', { name: 'Sign in with Example Ltd' })).toHaveAttribute(
      'href',
      '/api/session/openid/?next=%2Ftickets%2F5',
    )
    expect(screen.getByRole('alert')).toHaveTextContent('There is no account for you at this desk')
  })
})

describe('the end of a session', () => {
  it('leaves nothing of the account behind', async () => {
    desk.accounts.close(makeUser())
    const { user, queryClient } = renderApp('/')
    await screen.findByRole('link', { name: 'A broken printer' })
    await user.click(await menu())
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
    await userName()
    await waitFor(() =>
      expect(
        queryClient
          .getQueryCache()
          .getAll()
          .map(({ queryKey }) => queryKey[0]),
      ).toEqual(['session']),
    )
    expect(screen.queryByText('A broken printer')).not.toBeInTheDocument()
  })

  it('in the middle of writing leads back to what was written', async () => {
    desk.accounts.close(makeUser())
    const { user } = renderApp('/tickets/5')
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    await fill(user, screen.getByRole('textbox', { name: 'Title' }), 'A better title')
    desk.accounts.close()
    await user.click(screen.getByRole('button', { name: 'Save' }))

    await signIn(user, 'grace')
    expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveValue('A better title')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('heading', { name: 'A better title' })).toBeInTheDocument()
  })

  it('in another tab ends it in this one, and so it begins again', async () => {
    desk.accounts.close(makeUser())
    const channel = new BroadcastChannel('triage-desk')
    renderApp('/tickets/5')
    await screen.findByRole('heading', { name: 'A broken printer' })
    desk.accounts.close()
    channel.postMessage({ type: 'signed-out', account: '1' })
    await userName()
    desk.accounts.close(makeUser())
    channel.postMessage({ type: 'signed-in' })
    await screen.findByRole('heading', { name: 'A broken printer' })
    channel.close()
  })
})

describe('an open desk', () => {
  it('shows neither a sign-in nor an account, and its banner', async () => {
    desk.accounts.session = { open: true, user: null, second_factor_required: false }
    renderApp('/')
    await screen.findByRole('link', { name: 'A broken printer' })
    expect(screen.getByText('Open desk:')).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Sign in' })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /^Account of/ })).not.toBeInTheDocument()
  })
})
