import { AnalysisPage } from './pages/analysis'
import { DashboardPage } from './pages/dashboard'
import { CHARGED_TWICE, NewTicketPage } from './pages/new-ticket'
import { RunPage } from './pages/run'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expectAccessible } from './support/axe'
import { pretendEmpty } from './support/empty-desk'
import { difficultTickets } from './support/sample'
import { expect, test } from './support/test'

test('axe finds nothing in the ticket list, its filters and its menus', async ({ page, api, marker }) => {
  const [ticket] = await api.createMany(difficultTickets(marker))
  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await list.expectSummary('4 tickets match')
  await expectAccessible(page, 'the list')

  await list.status(ticket?.title ?? '').click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'the status menu')
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 800, height: 900 })
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible()
  await expectAccessible(page, 'the filter drawer')

  await list.open({ search: `${marker} and nothing like it` })
  await expect(page.getByRole('heading', { name: 'No ticket matches' })).toBeVisible()
  await expectAccessible(page, 'no match')
})

test('axe finds nothing in the form, empty, suggested, refused and filed', async ({ page, marker }) => {
  const form = new NewTicketPage(page)
  await form.open()
  await form.submit.click()
  await expect(form.title).toBeFocused()
  await expectAccessible(page, 'the refused form')

  await form.write(`Looked at by axe ${marker}`, CHARGED_TWICE)
  await expect(form.category.picked).toHaveAccessibleName('Billing (suggested)')
  await form.priority.pick('High')
  await expectAccessible(page, 'the form with a suggestion and a choice')

  await form.submit.click()
  await expect(form.filed).toBeVisible()
  await expectAccessible(page, 'the form after a ticket was filed')
})

test('axe finds nothing in a ticket, while it is edited, and in a conflict', async ({
  page,
  api,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*409/)
  const { id } = await api.create({ title: `Examined ${marker}`, description: CHARGED_TWICE })
  await api.change(id, { status: 'in_progress' })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await expect(detail.history.first()).toContainText('changed status')
  await expectAccessible(page, 'a ticket')

  await detail.edit.click()
  await api.change(id, { priority: 'critical' })
  await page.getByRole('textbox', { name: 'Title' }).fill(`Renamed ${marker}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(detail.problem).toBeVisible()
  await expectAccessible(page, 'a conflict while editing')
})

test('axe finds nothing in the dashboard', async ({ page, api, marker }) => {
  await api.createMany(difficultTickets(marker))
  const dashboard = new DashboardPage(page)
  await dashboard.open()
  await expect(dashboard.bar('By status', 'Open')).toBeVisible()
  await expectAccessible(page, 'the dashboard')
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expectAccessible(page, 'the days as a table')
})

test('axe finds nothing in picked tickets and in an analysis run', async ({ page, api, marker }) => {
  const [first] = await api.createMany(difficultTickets(marker))
  const list = new TicketListPage(page)
  const analysis = new AnalysisPage(page)
  const run = new RunPage(page)
  await list.open({ search: marker })
  await list.pick(first?.title ?? '')
  await expect(list.picked).toBeVisible()
  await expectAccessible(page, 'the list with a picked ticket')

  await page.getByRole('link', { name: 'Analyse these' }).click()
  await expect(analysis.estimate).toContainText('4 tickets')
  await expectAccessible(page, 'the start of a run')
  await analysis.start.click()
  await run.expectState('Completed')
  await expect(run.tickets).toHaveCount(4)
  await expectAccessible(page, 'a run')

  await analysis.open()
  await expect(analysis.runs.first()).toBeVisible()
  await expectAccessible(page, 'the runs')
})

test('axe finds nothing in an empty desk and at a wrong address', async ({ page }) => {
  await pretendEmpty(page)
  for (const [address, heading] of [
    ['/', 'No tickets yet'],
    ['/dashboard', 'Nothing to count yet'],
    ['/nowhere', 'There is no page at this address'],
  ] as const) {
    await page.goto(address)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    await expectAccessible(page, `${address} in an empty desk`)
  }
})

test('axe finds nothing in messages about failures', async ({ page, noise }) => {
  noise.expect(/Failed to load resource/)
  await page.route('**/api/tickets/**', (route) => route.fulfill({ status: 400, json: {} }))
  for (const address of ['/', '/dashboard']) {
    await page.goto(address)
    await expect(page.getByRole('alert').first()).toContainText('could not be loaded')
    await expectAccessible(page, `${address} when nothing can be loaded`)
  }
})
