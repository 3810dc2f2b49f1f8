import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expectAccessible } from './support/axe'
import { expect, PASSWORD, test } from './support/closed-desk'
import { Gate } from './support/gate'
import { typeAtOnce } from './support/typing'

test.beforeEach(({ noise }) => noise.expect(/Failed to load resource.*(401|409)/))

test('an agent takes a ticket, hands it on, and finds their own', async ({ page, api, accounts, marker }) => {
  const grace = await accounts.create(`grace-${marker}`, 'agent', `Grace ${marker}`)
  await accounts.create(`ada-${marker}`, 'agent', `Ada ${marker}`)
  const { id } = await api.create({ title: `Mine ${marker}`, description: 'It hums.' })
  await api.create({ title: `Free ${marker}`, description: 'It hums.' })
  const detail = new TicketDetailPage(page)
  const list = new TicketListPage(page)
  await detail.open(id)
  await new SignInPage(page).signIn(grace, PASSWORD)
  await expect(detail.field('Assignee')).toHaveText('Nobody')
  await page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(detail.field('Assignee')).toContainText(`Grace ${marker}`)
  await expect(detail.history.first()).toContainText(`Grace ${marker} assigned it to Grace ${marker}`)
  await expectAccessible(page, 'a ticket that is assigned')

  await list.open({ search: marker })
  await expect(list.row(`Mine ${marker}`)).toContainText(`Assigned to Grace ${marker}`)
  await list.toggle('Assignee', 'Mine')
  await expect(list.titles).toHaveText([`Mine ${marker}`])
  await expect(page).toHaveURL(/assignee=me/)
  await expectAccessible(page, 'the list of one’s own tickets')
  await page.reload()
  await expect(list.facet('Assignee', 'Mine')).toBeChecked()
  await list.toggle('Assignee', 'Unassigned')
  await expect(list.titles).toHaveText([`Free ${marker}`, `Mine ${marker}`])
  await list.toggle('Assignee', 'Mine')
  await expect(list.titles).toHaveText([`Free ${marker}`])

  // By keyboard alone, the name typed.
  await page.clock.install()
  await detail.open(id)
  await detail.field('Assignee').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'the menu of assignees')
  await typeAtOnce(page, `ada ${marker}`)
  await expect(page.getByRole('menuitemradio', { name: `Ada ${marker}` })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(detail.history.first()).toContainText(
    `assigned it to Ada ${marker} instead of Grace ${marker}`,
  )
  await detail.choose('Assignee', 'Nobody')
  await expect(detail.history.first()).toContainText(`unassigned it from Ada ${marker}`)
})

test('two agents who take the same ticket do not overwrite each other', async ({
  page,
  colleague,
  api,
  accounts,
  marker,
}) => {
  const grace = await accounts.create(`grace-${marker}`, 'agent', `Grace ${marker}`)
  const ada = await accounts.create(`ada-${marker}`, 'agent', `Ada ${marker}`)
  const { id } = await api.create({ title: `Contended ${marker}`, description: 'It hums.' })
  const mine = new TicketDetailPage(page)
  const theirs = new TicketDetailPage(colleague)
  await mine.open(id)
  await new SignInPage(page).signIn(grace, PASSWORD)
  await expect(mine.field('Assignee')).toHaveText('Nobody')
  await theirs.open(id)
  await new SignInPage(colleague).signIn(ada, PASSWORD)

  await Gate.beforePolls(page)
  await colleague.getByRole('button', { name: 'Assign to me' }).click()
  await expect(theirs.history.first()).toContainText(`assigned it to Ada ${marker}`)
  await page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(mine.problem).toContainText(`assignee is now Ada ${marker}`)
  await expect(mine.field('Assignee')).toContainText(`Ada ${marker}`)
})

test('whoever may only read sees who has a ticket', async ({ page, accounts, api, marker }) => {
  const auditor = await accounts.create(`auditor-${marker}`, 'read-only')
  const { id } = await api.create({ title: `Read ${marker}`, description: 'It hums.' })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await new SignInPage(page).signIn(auditor, PASSWORD)
  const properties = page.getByRole('region', { name: 'Properties' })
  await expect(properties).toContainText('Nobody')
  await expect(properties.getByRole('button')).toHaveCount(0)
})
