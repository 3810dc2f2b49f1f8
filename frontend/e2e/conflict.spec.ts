import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { Gate } from './support/gate'
import { expect, test } from './support/test'

const DESCRIPTION = 'Two people work on this.'

test.beforeEach(({ noise }) => noise.expect(/Failed to load resource.*409/))

test('the second of two changes is refused, overwrites nothing, and can be applied again', async ({
  page,
  colleague,
  api,
  marker,
}) => {
  const { id } = await api.create({ title: `Contended ${marker}`, description: DESCRIPTION, priority: 'low' })
  const mine = new TicketDetailPage(page)
  const theirs = new TicketDetailPage(colleague)
  await mine.open(id)
  await theirs.open(id)
  await expect(mine.field('Status')).toHaveText('Open')
  await Gate.beforePolls(page)

  await theirs.choose('Status', 'Resolved')
  await expect(theirs.history.first()).toContainText('changed status from Open to Resolved')
  await mine.choose('Priority', 'Critical')

  await expect(mine.problem).toContainText('Somebody else changed this ticket first')
  await expect(mine.problem).toContainText('status is now Resolved')
  await expect(mine.problem).toContainText('Your change (priority to Critical) was not saved.')
  await expect(mine.field('Status')).toHaveText('Resolved')
  await expect(mine.field('Priority')).toHaveText('Low')
  expect(await api.ticket(id)).toMatchObject({ status: 'resolved', priority: 'low', version: 2 })

  await mine.problem.getByRole('button', { name: 'Apply mine again' }).click()
  await expect(mine.field('Priority')).toHaveText('Critical')
  await expect(mine.problem).toHaveCount(0)
  await expect
    .poll(() => api.ticket(id))
    .toMatchObject({ status: 'resolved', priority: 'critical', version: 3 })
})

test('a refused change can be left', async ({ page, api, marker }) => {
  const { id } = await api.create({ title: `Left ${marker}`, description: DESCRIPTION })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await expect(detail.field('Status')).toHaveText('Open')
  await Gate.beforePolls(page)
  await api.change(id, { status: 'closed' })

  await detail.choose('Status', 'In progress')
  await detail.problem.getByRole('button', { name: 'Leave it as it is now' }).click()
  await expect(detail.problem).toHaveCount(0)
  await expect(detail.field('Status')).toHaveText('Closed')
  expect(await api.ticket(id)).toMatchObject({ status: 'closed', version: 2 })
})

test('a text that was being rewritten is kept when somebody else was quicker', async ({
  page,
  api,
  marker,
}) => {
  const { id } = await api.create({ title: `Rewritten ${marker}`, description: DESCRIPTION })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await detail.edit.click()
  const description = page.getByRole('textbox', { name: 'Description' })
  await description.fill('What I found out.')
  await api.change(id, { description: 'What they found out.' })

  await page.getByRole('button', { name: 'Save' }).click()
  await expect(detail.problem).toContainText('the description was rewritten')
  await expect(description).toHaveValue('What I found out.')
  expect((await api.ticket(id)).description).toBe('What they found out.')

  await detail.problem.getByRole('button', { name: 'Apply mine again' }).click()
  await expect(page.getByText('What I found out.', { exact: true })).toBeVisible()
  await expect.poll(async () => (await api.ticket(id)).description).toBe('What I found out.')
})

test('the list refuses and offers the same', async ({ page, api, marker }) => {
  const title = `From the list ${marker}`
  const { id } = await api.create({ title, description: DESCRIPTION })
  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await expect(list.status(title)).toHaveText('Open')
  await Gate.beforePolls(page)
  await api.change(id, { status: 'closed' })

  await list.changeStatus(title, 'In progress')
  await expect(page.getByText(`Somebody else changed ticket ${id} first`, { exact: true })).toBeVisible()
  await expect(list.status(title)).toHaveText('Closed')
  expect((await api.ticket(id)).status).toBe('closed')

  await page.getByRole('button', { name: 'Apply mine again' }).click()
  await expect(list.status(title)).toHaveText('In progress')
  await expect.poll(async () => (await api.ticket(id)).status).toBe('in_progress')
})
