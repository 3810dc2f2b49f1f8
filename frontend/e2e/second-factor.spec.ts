import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { expectAccessible } from './support/axe'
import { PASSWORD } from './support/closed-desk'
import { expect, test } from './support/demanding-desk'
import { totp } from './support/totp'

test('whoever must have a second factor sets it up first, and then goes on to the ticket', async ({
  page,
  api,
  accounts,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*(401|403)/)
  const name = await accounts.create(`grace-${marker}`, 'agent', 'Grace Hopper')
  const { id } = await api.create({ title: `Printer ${marker}`, description: 'It hums.' })
  const detail = new TicketDetailPage(page)
  const signIn = new SignInPage(page)
  await detail.open(id)
  await signIn.signIn(name, PASSWORD)

  await expect(page.getByRole('alert')).toContainText('Set up a second factor to go on')
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expectAccessible(page, 'the demand for a second factor')
  expect((await page.request.get(`/api/tickets/${id}/`)).status()).toBe(403)

  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  const secret = await page.locator('code').textContent()
  await page.getByRole('textbox', { name: /code that the app shows/ }).fill(totp(secret ?? ''))
  await page.getByRole('button', { name: 'Switch it on' }).click()
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible()
  await page.getByRole('button', { name: 'I have them' }).click()

  await expect(detail.heading).toHaveText(`Printer ${marker}`)
  await expect(page).toHaveURL(`/tickets/${id}`)
})

test('a demanding desk still takes tickets from anybody', async ({ page, marker, noise }) => {
  // The form asks for the latest tickets while the desk takes long to say who this is.
  noise.expect(/Failed to load resource.*401/)
  await page.goto('/new')
  await page.getByRole('textbox', { name: 'Title' }).fill(`Locked out ${marker}`)
  await page.getByRole('textbox', { name: 'Description' }).fill('I cannot get in.')
  await page.getByRole('button', { name: 'Submit ticket' }).click()
  await expect(page.getByRole('link', { name: 'Follow this ticket' })).toBeVisible()
})
