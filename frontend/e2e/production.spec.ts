import { DashboardPage } from './pages/dashboard'
import { CHARGED_TWICE, NewTicketPage } from './pages/new-ticket'
import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/test'

// Through a desk that is up as in production, by https; `make test-production` says where, and who may sign in.
const { DESK_USER = '', DESK_PASSWORD = '' } = process.env

test('an agent signs in, submits a ticket, finds it, changes it, and sees it counted', async ({
  page,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*401/) // who is not signed in
  const title = `Charged twice ${marker}`
  const signIn = new SignInPage(page)
  const dashboard = new DashboardPage(page)
  await dashboard.open()
  expect(new URL(page.url()).protocol).toBe('https:')
  await signIn.signIn(DESK_USER, DESK_PASSWORD)
  await expect(dashboard.figure('All tickets')).toHaveText(/^\d+$/)
  const before = Number(await dashboard.figure('All tickets').textContent())
  const open = Number(await dashboard.figure('Open').textContent())

  const form = new NewTicketPage(page)
  await form.open()
  await form.write(title, CHARGED_TWICE)
  await expect(form.category.picked).toHaveAccessibleName(/Billing/)
  await form.submit.click()
  await expect(form.filed).toBeVisible()

  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await list.link(title).click()
  const detail = new TicketDetailPage(page)
  await expect(detail.heading).toHaveText(title)
  await detail.choose('Status', 'Resolved')
  await expect(detail.history.first()).toContainText('changed status from Open to Resolved')

  await dashboard.open()
  await expect(dashboard.figure('All tickets')).toHaveText(`${before + 1}`)
  await expect(dashboard.figure('Open')).toHaveText(`${open}`)
  const cookies = await page.context().cookies()
  expect(cookies.find(({ name }) => name === '__Host-session')).toMatchObject({
    secure: true,
    httpOnly: true,
  })
})
