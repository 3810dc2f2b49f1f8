import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeUser } from '@/mocks/accounts'
import { makeTicket, NOW } from '@/mocks/data'
import { renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const ada = { id: 2, name: 'Ada Lovelace' }
const grace = { id: 1, name: 'Grace Hopper' }
const field = () => screen.findByRole('button', { name: /^Assignee:/ })
const choose = (name: string) => screen.findByRole('menuitemradio', { name })
const patches = () => requests.filter(({ method }) => method === 'PATCH')
const row = async (title: string) =>
  (await screen.findByRole('link', { name: title })).closest('article') as HTMLElement

beforeEach(() => {
  desk.tickets = [
    makeTicket({ id: 7, title: 'Free' }),
    makeTicket({ id: 6, title: 'Of Grace', assignee: grace }),
    makeTicket({ id: 5, title: 'Of Ada', assignee: ada }),
  ]
  desk.accounts.close(makeUser(grace))
})

describe('the assignee of a ticket', () => {
  it('is nobody, oneself or a colleague, oneself first', async () => {
    const { user } = renderApp('/tickets/7')
    expect(await field()).toHaveAccessibleName('Assignee: Nobody')
    await screen.findByRole('button', { name: 'Assign to me' })
    await user.click(await field())
    const choices = await screen.findAllByRole('menuitemradio')
    expect(choices.map((choice) => choice.textContent)).toEqual([
      'Nobody',
      'GHme (Grace Hopper)',
      'ALAda Lovelace',
    ])
    await user.click(await choose('Ada Lovelace'))
    await waitFor(() => expect(desk.find(7)?.assignee).toEqual(ada))
    expect(await patches()[0]?.request.json()).toEqual({ assignee: 2, version: 1 })
    await waitFor(async () => expect(await field()).toHaveAccessibleName('Assignee: Ada Lovelace'))
  })

  it('is found in its menu by typing the name', async () => {
    const { user } = renderApp('/tickets/7')
    await screen.findByRole('button', { name: 'Assign to me' })
    ;(await field()).focus()
    await user.keyboard('{Enter}')
    await choose('Ada Lovelace')
    await user.keyboard('ada')
    await waitFor(async () => expect(await choose('Ada Lovelace')).toHaveFocus())
    await user.keyboard('{Enter}')
    await waitFor(() => expect(desk.find(7)?.assignee).toEqual(ada))
  })

  it('is oneself by one click, and nobody again', async () => {
    const { user } = renderApp('/tickets/5')
    await user.click(await screen.findByRole('button', { name: 'Assign to me' }))
    await waitFor(() => expect(desk.find(5)?.assignee).toEqual(grace))
    expect(await screen.findByRole('button', { name: 'Assigned to you' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await user.click(await field())
    await user.click(await choose('Nobody'))
    await waitFor(() => expect(desk.find(5)?.assignee).toBeNull())
  })

  it('that somebody else changed first is a conflict, in words', async () => {
    const { user } = renderApp('/tickets/7')
    const assign = await screen.findByRole('button', { name: 'Assign to me' })
    desk.change(7, { assignee: ada })
    await user.click(assign)
    const problem = await screen.findByRole('alert')
    expect(problem).toHaveTextContent('assignee is now Ada Lovelace')
    expect(problem).toHaveTextContent('Your change (assignee to Grace Hopper) was not saved.')
    expect(await field()).toHaveAccessibleName('Assignee: Ada Lovelace')
    await user.click(screen.getByRole('button', { name: 'Apply mine again' }))
    await waitFor(() => expect(desk.find(7)?.assignee).toEqual(grace))
  })

  it('is put back when saving fails', async () => {
    desk.tickets = [makeTicket({ id: 8, title: 'Answers [500]', assignee: ada })]
    const { user } = renderApp('/tickets/8')
    await user.click(await screen.findByRole('button', { name: 'Assign to me' }))
    await screen.findByText('Your change was not saved')
    expect(await field()).toHaveAccessibleName('Assignee: Ada Lovelace')
  })

  it('who is no agent any more is still shown', async () => {
    desk.tickets = [makeTicket({ id: 8, assignee: { id: 99, name: 'Charles Babbage' } })]
    const { user } = renderApp('/tickets/8')
    await screen.findByRole('button', { name: 'Assign to me' })
    await user.click(await field())
    expect(await choose('Charles Babbage')).toBeChecked()
  })

  it('is told in the history', async () => {
    const event = {
      kind: 'changed' as const,
      field: 'assignee',
      source: '' as const,
      created_at: new Date(NOW).toISOString(),
      actor: { role: 'agent', name: 'Grace Hopper' },
    }
    desk.events = [
      { ...event, id: 3, old_value: 'Ada Lovelace', new_value: '' },
      { ...event, id: 2, old_value: 'Grace Hopper', new_value: 'Ada Lovelace' },
      { ...event, id: 1, old_value: '', new_value: 'Grace Hopper' },
    ]
    renderApp('/tickets/7')
    const history = within(await screen.findByRole('region', { name: 'History' }))
    await history.findByText(/unassigned it from Ada Lovelace/)
    expect(history.getByText(/assigned it to Ada Lovelace instead of Grace Hopper/)).toBeInTheDocument()
    expect(history.getAllByRole('listitem').at(-1)).toHaveTextContent(
      'Grace Hopper assigned it to Grace Hopper',
    )
  })

  it('is seen and not changed by who may only read', async () => {
    desk.accounts.close(makeUser({ role: 'read_only', id: 3 }))
    renderApp('/tickets/5')
    const properties = within(await screen.findByRole('region', { name: 'Properties' }))
    expect(properties.getByText('Ada Lovelace')).toBeInTheDocument()
    expect(properties.queryByRole('button')).not.toBeInTheDocument()
  })

  it('on an open desk is anybody with an account, and "me" is nobody', async () => {
    desk.accounts.session = { open: true, user: null, second_factor_required: false }
    const { user } = renderApp('/tickets/7')
    await user.click(await field())
    await choose('Ada Lovelace')
    expect(await choose('Grace Hopper')).toBeInTheDocument()
    expect(screen.queryByText(/Assign to me|me \(/)).not.toBeInTheDocument()
  })
})

describe('the list', () => {
  const titles = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
  const shown = (...expected: string[]) => waitFor(() => expect(titles()).toEqual(expected))
  const facet = (name: string) => screen.findByRole('checkbox', { name })

  it('says who has a ticket', async () => {
    renderApp('/')
    expect(await row('Of Ada')).toHaveTextContent('Assigned to Ada Lovelace')
    expect(await row('Free')).not.toHaveTextContent('Assigned to')
  })

  it('is narrowed to one’s own, to those that no one has, and to both, in the address', async () => {
    const { user, router } = renderApp('/')
    await user.click(await facet('Mine'))
    await shown('Of Grace')
    expect(router.state.location.search).toBe('?assignee=me')
    await user.click(await facet('Unassigned'))
    await shown('Free', 'Of Grace')
    await user.click(await facet('Mine'))
    await shown('Free')
    expect(screen.getByText('The numbers leave the assignee out.')).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Analyse these' })).not.toBeInTheDocument()
  })

  it('is narrowed to a colleague, and opened up again', async () => {
    const { user, router } = renderApp('/')
    const select = await screen.findByRole('combobox', { name: 'Assigned to' })
    await user.selectOptions(select, 'Ada Lovelace')
    await shown('Of Ada')
    expect(router.state.location.search).toBe('?assignee=2')
    await user.selectOptions(select, 'Anybody')
    await shown('Free', 'Of Grace', 'Of Ada')
  })

  it('on an open desk has no "mine", and without accounts no assignees at all', async () => {
    desk.accounts.session = { open: true, user: null, second_factor_required: false }
    const { unmount } = renderApp('/')
    await facet('Unassigned')
    expect(screen.queryByRole('checkbox', { name: 'Mine' })).not.toBeInTheDocument()
    unmount()
    desk.agents = []
    renderApp('/')
    await row('Free')
    await waitFor(() => expect(requests.some(({ path }) => path === '/api/agents/')).toBe(true))
    expect(screen.queryByRole('group', { name: 'Assignee' })).not.toBeInTheDocument()
  })
})
