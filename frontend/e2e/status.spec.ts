import { ONE_TICKET, TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { Gate } from './support/gate'
import { expect, test } from './support/test'

const DESCRIPTION = 'Written for its status.'

test('the status is changed in the list, is in the history, and outlives a reload', async ({
  page,
  api,
  marker,
}) => {
  const title = `In the list ${marker}`
  const { id } = await api.create({ title, description: DESCRIPTION })
  const list = new TicketListPage(page)
  const detail = new TicketDetailPage(page)
  await list.open({ search: marker })
  await list.changeStatus(title, 'In progress')
  await expect(list.status(title)).toHaveText('In progress')
  await expect.poll(async () => (await api.ticket(id)).status).toBe('in_progress')
  await page.reload()
  await expect(list.status(title)).toHaveText('In progress')

  await list.link(title).click()
  await expect(detail.history.first()).toContainText('changed status from Open to In progress')
})

test('the status is changed in the ticket, is in the history, and outlives a reload', async ({
  page,
  api,
  marker,
}) => {
  const { id } = await api.create({ title: `In the ticket ${marker}`, description: DESCRIPTION })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await expect(detail.history).toHaveCount((await api.history(id)).length)

  await detail.choose('Status', 'Resolved')
  await expect(detail.history.first()).toContainText('changed status from Open to Resolved')
  await expect(detail.field('Status')).toHaveText('Resolved')
  await page.reload()
  await expect(detail.field('Status')).toHaveText('Resolved')
  expect(await api.ticket(id)).toMatchObject({ status: 'resolved', resolved_at: expect.any(String) })

  // Back to open: it is not resolved any more.
  await detail.choose('Status', 'Open')
  await expect(detail.history.first()).toContainText('changed status from Resolved to Open')
  expect(await api.ticket(id)).toMatchObject({ status: 'open', resolved_at: null })
})

test('priority and category are changed in the ticket, one right after the other', async ({
  page,
  api,
  marker,
}) => {
  const { id } = await api.create({
    title: `Filed wrongly ${marker}`,
    description: DESCRIPTION,
    category: 'general',
    priority: 'low',
  })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  const first = await Gate.before(page, 'PATCH', ONE_TICKET)
  await detail.choose('Priority', 'Critical')
  await detail.choose('Category', 'Technical')
  first.open()
  await expect(detail.history.first()).toContainText('changed category from General to Technical')
  expect(await api.ticket(id)).toMatchObject({ priority: 'critical', category: 'technical', version: 3 })
  await expect(detail.problem).toHaveCount(0)
})

test('a change that fails in the list is taken back, said, and can be tried again', async ({
  page,
  api,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*500/)
  const title = `Fails in the list ${marker}`
  const { id } = await api.create({ title, description: DESCRIPTION })
  const list = new TicketListPage(page)
  await list.open({ search: marker })

  const change = await Gate.before(page, 'PATCH', ONE_TICKET, (route) =>
    route.fulfill({ status: 500, json: {} }),
  )
  await list.changeStatus(title, 'Closed')
  await change.reached
  await expect(list.status(title)).toHaveText('Closed')
  change.open()
  await expect(list.status(title)).toHaveText('Open')
  await expect(page.getByText(`Ticket ${id} was not changed`, { exact: true })).toBeVisible()

  await page.unroute(ONE_TICKET)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(list.status(title)).toHaveText('Closed')
  await expect.poll(async () => (await api.ticket(id)).status).toBe('closed')
})

test('a change that fails in the ticket is taken back, said, and can be tried again', async ({
  page,
  api,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*500/)
  const { id } = await api.create({ title: `Fails in the ticket ${marker}`, description: DESCRIPTION })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await expect(detail.field('Status')).toHaveText('Open')

  await page.route(ONE_TICKET, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 500, json: {} }) : route.continue(),
  )
  await detail.choose('Status', 'Closed')
  await expect(detail.problem).toContainText('Your change was not saved')
  await expect(detail.field('Status')).toHaveText('Open')

  await page.unroute(ONE_TICKET)
  await detail.problem.getByRole('button', { name: 'Try again' }).click()
  await expect(detail.field('Status')).toHaveText('Closed')
  await expect(detail.problem).toHaveCount(0)
  await expect.poll(async () => (await api.ticket(id)).status).toBe('closed')
})
