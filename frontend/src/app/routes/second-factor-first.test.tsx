import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { CODE, makeUser, PASSWORD } from '@/mocks/accounts'
import { makeTicket } from '@/mocks/data'
import { fill, renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const DEMAND = 'Set up a second factor to go on'
const button = (name: string) => screen.findByRole('button', { name })

beforeEach(() => {
  desk.tickets = [makeTicket({ id: 5, title: 'A broken printer' })]
  desk.accounts.close()
  desk.accounts.secondFactorDemanded = true
})

describe('an account that must have a second factor and has none', () => {
  it('is led to the set-up after signing in, told why, and from there to where it wanted to go', async () => {
    const { user, router } = renderApp('/tickets/5?from=mail')
    await fill(user, await screen.findByRole('textbox', { name: 'User name' }), 'grace')
    await fill(user, screen.getByLabelText('Password'), PASSWORD)
    await user.click(screen.getByRole('button', { name: 'Sign in' }))

    expect(await screen.findByRole('alert')).toHaveTextContent(DEMAND)
    expect(screen.getByRole('alert')).toHaveTextContent('everybody who signs in as agent')
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument()
    expect(screen.queryByText('API tokens')).not.toBeInTheDocument()
    expect(requests.some(({ path }) => path.startsWith('/api/tickets/'))).toBe(false)

    await user.click(await button('Set it up'))
    await fill(user, screen.getByLabelText('Your password'), PASSWORD)
    await user.click(await button('Go on'))
    await fill(user, await screen.findByRole('textbox', { name: /code that the app shows/ }), CODE)
    await user.click(await button('Switch it on'))
    await screen.findByText('aaaa-bbbb')
    await user.click(await button('I have them'))

    await screen.findByRole('heading', { name: 'A broken printer' })
    expect(router.state.location).toMatchObject({ pathname: '/tickets/5', search: '?from=mail' })
  })

  it.each(['/', '/new', '/analysis', '/dashboard'])('comes from %s to the set-up', async (address) => {
    desk.accounts.enter(makeUser())
    const { router } = renderApp(address)
    await screen.findByText(DEMAND)
    expect(router.state.location.pathname).toBe('/account')
  })

  it('still sees the recovery codes when the desk says meanwhile that all is well', async () => {
    desk.accounts.enter(makeUser())
    const { user, queryClient } = renderApp('/')
    await user.click(await button('Set it up'))
    await fill(user, screen.getByLabelText('Your password'), PASSWORD)
    await user.click(await button('Go on'))
    await fill(user, await screen.findByRole('textbox', { name: /code that the app shows/ }), CODE)
    await user.click(await button('Switch it on'))
    await screen.findByText('aaaa-bbbb')
    await queryClient.invalidateQueries({ queryKey: ['session'] })
    await screen.findByText('API tokens')
    expect(screen.getByText('aaaa-bbbb')).toBeInTheDocument()
  })

  it('is led there also when the demand comes while it works', async () => {
    desk.accounts.enter(makeUser())
    desk.accounts.session.second_factor_required = false
    const { queryClient } = renderApp('/')
    await screen.findByRole('link', { name: 'A broken printer' })
    desk.accounts.enter(makeUser())
    await queryClient.refetchQueries({ queryKey: ['tickets', 'facets'] })
    await waitFor(() => expect(screen.getByText(DEMAND)).toBeInTheDocument())
  })
})

it('a code that is asked for at sign-in is not taken for that demand', async () => {
  desk.accounts.secondFactor = { enabled: true, recovery_codes_left: 2 }
  const { user } = renderApp('/')
  await fill(user, await screen.findByRole('textbox', { name: 'User name' }), 'grace')
  await fill(user, screen.getByLabelText('Password'), PASSWORD)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await fill(user, await screen.findByRole('textbox', { name: 'Code' }), CODE)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await screen.findByRole('link', { name: 'A broken printer' })
  expect(screen.queryByText(DEMAND)).not.toBeInTheDocument()
})
