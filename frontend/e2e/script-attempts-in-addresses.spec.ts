import { SignInPage } from './pages/sign-in'
import { TicketListPage } from './pages/ticket-list'
import { PASSWORD } from './support/closed-desk'
import { expect, HOSTILE_NAME, REFUSED, signInAs, test } from './support/hostile-desk'
import { PAYLOADS } from './support/payloads'

const GIVEN = PAYLOADS.map((payload) => encodeURIComponent(payload))

test.describe.configure({ timeout: 180_000 })
test.beforeEach(({ noise }) => noise.expect(REFUSED))

test('an address that asks for no account says nothing that runs', async ({ page, watch }) => {
  for (const given of GIVEN) {
    await page.goto(`/sign-in?error=${given}&next=${given}&${given}=${given}#${given}`)
    await expect(new SignInPage(page).userName).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await watch.expectSilence(page, `sign-in with ${given}`)
    await page.goto(`/set-password?code=${given}#${given}`)
    await expect(page.getByRole('textbox', { name: 'New password' })).toBeVisible()
    await page.goto(`/follow?token=${given}#${given}`)
    await expect(page.getByText(/^This link (is not complete|leads to no ticket)/)).toBeVisible()
    await watch.expectSilence(page, `a link with ${given}`)
  }
})

test('signing in leads to no other origin', async ({ page, accounts, marker, baseURL }) => {
  const name = await accounts.create(`next-${marker}`, 'agent', HOSTILE_NAME)
  const form = new SignInPage(page)
  for (const next of [
    'javascript:ran(1)',
    '//evil.example/',
    '/.//evil.example/',
    '/%2e//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'https://evil.example/',
    `${baseURL}@evil.example/`,
    '/__proto__',
  ]) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await form.signIn(name, PASSWORD)
    await expect(form.account).toBeVisible()
    expect(new URL(page.url()).origin, next).toBe(baseURL)
  }
})

test('an address of the desk says nothing that runs', async ({ page, accounts, marker, watch }) => {
  await signInAs(page, accounts, `address-${marker}`)
  const { search } = new TicketListPage(page)
  const fields = ['search', 'status', 'category', 'priority', 'assignee', 'ordering', 'page', 'cursor']
  for (const [index, given] of GIVEN.entries()) {
    await page.goto(`/?${fields.map((field) => `${field}=${given}`).join('&')}&__proto__[ran]=1#${given}`)
    await expect(search).toHaveValue(PAYLOADS[index]?.trim() ?? '')
    await watch.expectSilence(page, `a search for ${given}`)
  }
  for (const given of GIVEN.filter((_, index) => index % 4 === 0)) {
    for (const path of [`/tickets/${given}`, `/analysis/${given}`, `/${given}`]) {
      await page.goto(path)
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
      await watch.expectSilence(page, path)
    }
  }
  await page.goto(`/analysis?of=filter&search=${encodeURIComponent(PAYLOADS.join(' ').slice(0, 150))}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await watch.expectSilence(page, 'a run over a filter')
})
