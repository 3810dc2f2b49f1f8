import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { SESSION_KEY } from '@/api/session-key'
import { EMPTY_DRAFT } from '@/features/tickets/new/draft'
import { loadDraft, removeDraft, saveDraft } from '@/features/tickets/new/draft-store'
import { makeUser } from '@/mocks/accounts'
import { makeTicket } from '@/mocks/data'
import { fill, renderApp } from '@/mocks/render'
import { desk } from '@/mocks/server'

const grace = makeUser({ id: 1 })
const ada = makeUser({ id: 2, name: 'Ada Lovelace', username: 'ada' })
const title = () => screen.findByRole('textbox', { name: 'Title' })
const kept = () => JSON.stringify({ ...localStorage }).includes('Half a ticket')

/** Grace writes half a ticket. */
async function write() {
  desk.accounts.close(grace)
  const app = renderApp('/new')
  await fill(app.user, await title(), 'Half a ticket')
  await waitFor(() => expect(kept()).toBe(true))
  return app
}

/** The desk says that somebody else, or nobody, is signed in. */
async function becomes({ queryClient }: Awaited<ReturnType<typeof write>>, user: typeof grace | null) {
  desk.accounts.close(user)
  await queryClient.invalidateQueries({ queryKey: SESSION_KEY })
}

beforeEach(() => desk.accounts.close())

describe('an unsent ticket', () => {
  it('is gone from the browser when its writer signs out', async () => {
    const { user } = await write()
    await user.click((await screen.findAllByRole('button', { name: /^Account of/ }))[0] as HTMLElement)
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
    await waitFor(async () => expect(await title()).toHaveValue(''))
    expect(kept()).toBe(false)
    expect(screen.queryByText('Your session has ended')).not.toBeInTheDocument()
  })

  it('is kept, out of sight, when the session merely ends, and is there again for its writer', async () => {
    const app = await write()
    await becomes(app, null)
    await screen.findByText('Your session has ended')
    expect(await title()).toHaveValue('')
    expect(screen.getByRole('link', { name: 'Sign in and go on' })).toHaveAttribute(
      'href',
      '/sign-in?next=%2Fnew',
    )
    await becomes(app, grace)
    await waitFor(async () => expect(await title()).toHaveValue('Half a ticket'))
  })

  it('is not shown or offered to somebody else at the same browser', async () => {
    const app = await write()
    await becomes(app, null)
    await becomes(app, ada)
    await waitFor(async () => expect(await title()).toHaveValue(''))
    expect(screen.queryByText(/unsent ticket/)).not.toBeInTheDocument()
    expect(kept()).toBe(true)
  })

  it('of before signing in is offered after it', async () => {
    const app = renderApp('/new')
    await fill(app.user, await title(), 'Half a ticket')
    await becomes(app, grace)
    await screen.findByText('There is an unsent ticket from before you signed in')
    await app.user.click(screen.getByRole('button', { name: 'Continue it here' }))
    expect(await title()).toHaveValue('Half a ticket')
  })

  it('signed out of in another tab is gone from this one', async () => {
    await write()
    desk.accounts.close()
    const channel = new BroadcastChannel('triage-desk')
    channel.postMessage({ type: 'signed-out', account: '1' })
    await waitFor(async () => expect(await title()).toHaveValue(''))
    expect(kept()).toBe(false)
    channel.close()
  })
})

describe('an unsent ticket of another tab', () => {
  const elsewhere = { account: '1', tab: 'another' }
  const half = { ...EMPTY_DRAFT, title: 'Half a ticket' }
  const adoption = () => screen.queryByRole('button', { name: 'Continue it here' })

  /** Grace is offered it. */
  async function offer() {
    desk.accounts.close(grace)
    saveDraft(elsewhere, half)
    const app = renderApp('/new')
    await screen.findByText('There is an unsent ticket from another tab')
    return { ...app, adopt: () => app.user.click(adoption() as HTMLElement) }
  }

  it('is continued as its tab has left it by then', async () => {
    const { adopt } = await offer()
    saveDraft(elsewhere, { ...half, title: 'Half a ticket and more' })
    await adopt()
    expect(await title()).toHaveValue('Half a ticket and more')
    expect(screen.queryByText(/unsent ticket/)).not.toBeInTheDocument()
  })

  it('is not written once more after its tab has sent it', async () => {
    const { adopt } = await offer()
    removeDraft(elsewhere)
    await adopt()
    expect(await title()).toHaveValue('')
    expect(screen.queryByText(/unsent ticket/)).not.toBeInTheDocument()
  })

  it('never takes the place of what is written here', async () => {
    const { user, adopt } = await offer()
    await fill(user, await title(), 'Mine')
    expect(adoption()).not.toBeInTheDocument()
    expect(screen.getByText(/first submit or clear what is written below/)).toBeInTheDocument()
    expect(loadDraft(elsewhere)).toEqual(half)
    await user.clear(await title())
    await adopt()
    expect(await title()).toHaveValue('Half a ticket')
  })
})

describe('the text of a ticket that is rewritten', () => {
  it('belongs to who rewrites it', async () => {
    desk.accounts.close(grace)
    desk.tickets = [makeTicket({ id: 5 })]
    const app = renderApp('/tickets/5')
    await app.user.click(await screen.findByRole('button', { name: 'Edit' }))
    await fill(app.user, await title(), 'Half a ticket')
    await becomes(app, ada)
    await screen.findByRole('button', { name: 'Edit' })
    await becomes(app, grace)
    expect(await title()).toHaveValue('Half a ticket')
  })
})
