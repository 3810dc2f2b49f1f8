import { NewTicketPage } from './pages/new-ticket'
import { SignInPage } from './pages/sign-in'
import { expect, PASSWORD, test } from './support/closed-desk'

test('an unsent ticket outlives a session that ends, and not its writer signing out', async ({
  page,
  accounts,
  marker,
  noise,
  context,
}) => {
  noise.expect(/Failed to load resource.*(401|403)/)
  const grace = await accounts.create(`grace-${marker}`, 'agent', 'Grace Hopper')
  const ada = await accounts.create(`ada-${marker}`, 'agent', 'Ada Lovelace')
  const form = new NewTicketPage(page)
  const signIn = new SignInPage(page)
  const stored = () => page.evaluate((text) => JSON.stringify({ ...localStorage }).includes(text), marker)
  await page.goto('/sign-in?next=/new')
  await signIn.signIn(grace, PASSWORD)
  await form.write(`Half ${marker}`, 'I am not done')

  await context.clearCookies({ name: 'sessionid' })
  await page.reload()
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await expect(form.title).toHaveValue('')
  await page.getByRole('link', { name: 'Sign in and go on' }).click()
  await signIn.signIn(ada, PASSWORD)
  await expect(form.title).toHaveValue('')
  await expect(page.getByText(/unsent ticket/)).toHaveCount(0)
  await signIn.signOut()

  await page.getByRole('link', { name: 'Sign in and go on' }).click()
  await signIn.signIn(grace, PASSWORD)
  await expect(form.title).toHaveValue(`Half ${marker}`)
  expect(await stored()).toBe(true)
  await signIn.signOut()
  await expect(form.title).toHaveValue('')
  expect(await stored()).toBe(false)
})
