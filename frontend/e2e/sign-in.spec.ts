import { NewTicketPage } from './pages/new-ticket'
import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { PASSWORD, test } from './support/closed-desk'
import { Gate } from './support/gate'
import { expect } from './support/test'

// A page asks also while the desk takes long to say who this is (app/prefetch.ts).
test.beforeEach(({ noise }) => noise.expect(/Failed to load resource.*401/))

test('an agent is asked to sign in, comes back, works, and signs out in every tab', async ({
  page,
  api,
  accounts,
  marker,
}) => {
  const name = await accounts.create(`grace-${marker}`, 'agent', 'Grace Hopper')
  const { id } = await api.create({ title: `Printer ${marker}`, description: 'It hums.' })
  const signIn = new SignInPage(page)
  const detail = new TicketDetailPage(page)

  await detail.open(id)
  await expect(signIn.userName).toBeFocused()
  await signIn.signIn(name, 'not the password')
  await expect(signIn.problem).toContainText('The user name or the password is wrong')
  await expect(signIn.userName).toHaveValue(name)
  await signIn.signIn(name, PASSWORD)
  await expect(detail.heading).toHaveText(`Printer ${marker}`)
  await expect(signIn.account).toHaveAccessibleName('Account of Grace Hopper, Agent')

  await detail.choose('Status', 'In progress')
  await expect(detail.history.first()).toContainText('Grace Hopper changed status from Open to In progress')

  const second = await page.context().newPage()
  await second.goto('/')
  await expect(new TicketListPage(second).row(`Printer ${marker}`)).toContainText('In progress')
  await signIn.signOut()
  await expect(signIn.userName).toBeVisible()
  await expect(new SignInPage(second).userName).toBeVisible()
  expect((await page.request.get(`/api/tickets/${id}/`)).status()).toBe(401)

  await new SignInPage(second).signIn(name, PASSWORD)
  await expect(detail.heading).toHaveText(`Printer ${marker}`)
})

test('what was typed outlives a session that ends', async ({ page, api, accounts, marker, context }) => {
  const name = await accounts.create(`ada-${marker}`, 'agent')
  const { id } = await api.create({ title: `Before ${marker}`, description: 'It hums.' })
  const signIn = new SignInPage(page)
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await signIn.signIn(name, PASSWORD)
  await detail.edit.click()
  await page.getByRole('textbox', { name: 'Title' }).fill(`After ${marker}`)

  // The person is the first who learns that the session has ended, and not the page that asks by itself.
  const polls = await Gate.beforePolls(page)
  await context.clearCookies({ name: 'sessionid' })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(signIn.userName).toBeVisible()
  polls.open()
  await signIn.signIn(name, PASSWORD)
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(`After ${marker}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(detail.heading).toHaveText(`After ${marker}`)
})

test('whoever may only read sees a ticket and no way to change it', async ({
  page,
  api,
  accounts,
  marker,
}) => {
  const name = await accounts.create(`auditor-${marker}`, 'read-only')
  const { id } = await api.create({ title: `Read ${marker}`, description: 'It hums.' })
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await new SignInPage(page).signIn(name, PASSWORD)
  await expect(detail.heading).toHaveText(`Read ${marker}`)
  await expect(page.getByText('Your account may read everything and change nothing.')).toBeVisible()
  await expect(detail.field('Status')).toHaveCount(0)
  await expect(detail.edit).toHaveCount(0)

  const list = new TicketListPage(page)
  await list.open()
  await expect(list.row(`Read ${marker}`)).toBeVisible()
  await expect(list.status(`Read ${marker}`)).toHaveCount(0)
  await expect(page.getByRole('checkbox', { name: `Select Read ${marker}` })).toHaveCount(0)
  await page.goto('/analysis')
  await expect(page.getByText('Your account may read everything and change nothing.')).toBeVisible()
})

test('a requester writes a ticket without an account and sees no others', async ({ page, marker }) => {
  const form = new NewTicketPage(page)
  await form.open()
  await form.write(`Locked out ${marker}`, 'I cannot get in.')
  await form.submit.click()
  await expect(form.filed).toBeVisible()
  await expect(page.getByRole('link', { name: 'Dashboard' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(new SignInPage(page).userName).toBeVisible()
})

test('a one-time link sets the first password', async ({ page, accounts, marker }) => {
  const name = `new-${marker}`
  await page.goto(`/set-password#${await accounts.createWithLink(name)}`)
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Set password' }).click()
  const signIn = new SignInPage(page)
  await signIn.signIn(name, PASSWORD)
  await expect(page.getByRole('heading', { name: 'Tickets', exact: true })).toBeVisible()
})

test('five wrong passwords lock out, and the page says for how long', async ({
  page,
  accounts,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*429/)
  const name = await accounts.create(`guessed-${marker}`, 'agent')
  const signIn = new SignInPage(page)
  await signIn.open()
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const answered = page.waitForResponse(
      (response) => response.url().endsWith('/api/session/') && response.request().method() === 'POST',
    )
    await signIn.signIn(name, `guess number ${attempt}`)
    await answered
  }
  await expect(signIn.problem).toContainText('Too many attempts')
  await expect(signIn.problem).toContainText('closed for another 15 min')
})
