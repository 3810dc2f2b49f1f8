import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { CODE, makeToken, makeUser, PASSWORD } from '@/mocks/accounts'
import { hold } from '@/mocks/hold'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const button = (name: string) => screen.findByRole('button', { name })
const tokens = () => screen.findByRole('list', { name: 'Your tokens' })

beforeEach(() => desk.accounts.close(makeUser()))

describe('the password', () => {
  it('is changed, and not by who does not know it', async () => {
    const { user } = renderApp('/account')
    await fill(user, await screen.findByLabelText('Current password'), 'wrong')
    await fill(user, screen.getByLabelText('New password'), 'staple battery horse')
    await user.click(await button('Change password'))
    await waitFor(() =>
      expect(screen.getByLabelText('Current password')).toHaveAccessibleDescription(
        'This is not your password.',
      ),
    )
    await fill(user, screen.getByLabelText('Current password'), PASSWORD)
    await user.click(await button('Change password'))
    await screen.findByText('Your password is changed')
    expect(desk.accounts.password).toBe('staple battery horse')
    expect(screen.getByLabelText('New password')).toHaveValue('')
  })

  it('is changed also where something is typed meanwhile', async () => {
    const { user } = renderApp('/account')
    const answer = hold('post', '/api/session/password/')
    await fill(user, await screen.findByLabelText('Current password'), PASSWORD)
    await fill(user, screen.getByLabelText('New password'), 'staple battery horse')
    await user.click(await button('Change password'))
    await button('Changing…')
    await user.type(screen.getByLabelText('New password'), 'x')
    await button('Changing…')
    answer()
    await screen.findByText('Your password is changed')
  })

  it('that is too short is not sent', async () => {
    const { user } = renderApp('/account')
    await fill(user, await screen.findByLabelText('Current password'), PASSWORD)
    await fill(user, screen.getByLabelText('New password'), 'short')
    await user.click(await button('Change password'))
    expect(screen.getByLabelText('New password')).toHaveAccessibleDescription('Use at least 12 characters.')
    expect(requests.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('can be looked at', async () => {
    const { user } = renderApp('/account')
    expect(await screen.findByLabelText('New password')).toHaveAttribute('type', 'password')
    await user.click(await button('Show new password'))
    expect(screen.getByLabelText('New password')).toHaveAttribute('type', 'text')
  })
})

describe('tokens', () => {
  it('are made, shown once, and revoked after a second thought', async () => {
    const { user } = renderApp('/account')
    await user.click(await button('Make a token'))
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/^Name it/)
    await fill(user, screen.getByRole('textbox', { name: 'Name' }), 'nightly export')
    await user.selectOptions(screen.getByRole('combobox', { name: 'May' }), 'write')
    await user.click(await button('Make a token'))
    await screen.findByText(/^desk_abcdef/)
    await user.click(await button('I have it'))
    expect(screen.queryByText(/^desk_abcdef/)).not.toBeInTheDocument()
    expect(await tokens()).toHaveTextContent('nightly export')

    await user.click(await button('Revoke nightly export'))
    expect(desk.accounts.tokens[0]?.revoked_at).toBeNull()
    await user.click(await button('Yes, revoke'))
    await waitFor(async () => expect(await tokens()).toHaveTextContent('revoked'))
    expect(within(await tokens()).queryByRole('button')).not.toBeInTheDocument()
  })

  it('tell when they were used and that they have expired', async () => {
    const hour = 3_600_000
    desk.accounts.tokens = [
      makeToken({ id: 1, name: 'nightly', last_used_at: new Date(Date.now() - 3 * hour).toISOString() }),
      makeToken({ id: 2, name: 'old', expires_at: new Date(Date.now() - hour).toISOString() }),
    ]
    renderApp('/account')
    await screen.findByText('nightly')
    const [used, old] = within(await tokens()).getAllByRole('listitem')
    expect(used).toHaveTextContent('used 3h ago')
    expect(old).toHaveTextContent('expired')
  })

  it('keep what was typed when the desk fails', async () => {
    const { user } = renderApp('/account')
    await fill(user, await screen.findByRole('textbox', { name: 'Name' }), 'broken [503]')
    await user.click(await button('Make a token'))
    expect(await screen.findByRole('alert')).toHaveTextContent('The token was not made')
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('broken [503]')
  })
})

describe('the second factor', () => {
  it('is set up with a key and a code, and its recovery codes are shown once', async () => {
    const { user } = renderApp('/account')
    await user.click(await button('Set it up'))
    await fill(user, screen.getByLabelText('Your password'), PASSWORD)
    await user.click(await button('Go on'))
    await screen.findByText(/^JBSW Y3DP/)
    expect(screen.getByRole('link', { name: /Open the app/ })).toHaveAttribute(
      'href',
      expect.stringMatching(/^otpauth:/),
    )
    const code = screen.getByRole('textbox', { name: /code that the app shows/ })
    await fill(user, code, '000000')
    await user.click(await button('Switch it on'))
    await waitFor(() => expect(code).toHaveAccessibleDescription('This code is not right.'))
    await fill(user, code, CODE)
    await user.click(await button('Switch it on'))
    expect(await screen.findByRole('list', { name: 'Recovery codes' })).toHaveTextContent('aaaa-bbbb')
    await user.click(await button('I have them'))
    expect(screen.queryByText('aaaa-bbbb')).not.toBeInTheDocument()
    expect(await screen.findByText(/2 recovery codes left/)).toBeInTheDocument()
  })

  it('cannot be left while its recovery codes are under way', async () => {
    const { user } = renderApp('/account')
    await user.click(await button('Set it up'))
    await fill(user, screen.getByLabelText('Your password'), PASSWORD)
    await user.click(await button('Go on'))
    const answer = hold('post', '/api/session/second-factor/confirm/')
    await fill(user, await screen.findByRole('textbox', { name: /code that the app shows/ }), CODE)
    await user.click(await button('Switch it on'))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled())
    answer()
    await screen.findByRole('list', { name: 'Recovery codes' })
  })

  it('is removed by who knows the password', async () => {
    desk.accounts.secondFactor = { enabled: true, recovery_codes_left: 9 }
    const { user } = renderApp('/account')
    await user.click(await button('Remove it'))
    await fill(user, screen.getByLabelText('Your password'), 'wrong')
    await user.click(await button('Remove the second factor'))
    await waitFor(() =>
      expect(screen.getByLabelText('Your password')).toHaveAccessibleDescription(
        'This is not your password.',
      ),
    )
    await fill(user, screen.getByLabelText('Your password'), PASSWORD)
    await user.click(await button('Remove the second factor'))
    await screen.findByText(/the password alone signs you in/)
  })
})

describe('a one-time link', () => {
  it('sets the password and goes on to sign in', async () => {
    desk.accounts.close()
    const { user } = renderApp('/set-password#1.good')
    await fill(user, await screen.findByLabelText('New password'), 'staple battery horse')
    await user.click(await button('Set password'))
    await screen.findByRole('textbox', { name: 'User name' })
    expect(desk.accounts.password).toBe('staple battery horse')
  })

  it('that was used says so, and one that is cut off too', async () => {
    const { user, unmount } = renderApp('/set-password#1.used')
    await fill(user, await screen.findByLabelText('New password'), 'staple battery horse')
    await user.click(await button('Set password'))
    expect(await screen.findByRole('alert')).toHaveTextContent('This link does not work any more')
    unmount()
    renderApp('/set-password')
    await screen.findByText('This link is not complete')
  })
})
