import { SignInPage } from './pages/sign-in'
import { expectAccessible } from './support/axe'
import { expect, PASSWORD, test } from './support/closed-desk'

test('axe finds nothing in signing in and in an account', async ({ page, accounts, marker, noise }) => {
  noise.expect(/Failed to load resource.*401/)
  const name = await accounts.create(`axe-${marker}`, 'read-only', 'Grace Hopper')
  const signIn = new SignInPage(page)
  await signIn.open()
  await signIn.signIn(name, 'wrong')
  await expect(signIn.problem).toBeVisible()
  await expectAccessible(page, 'a refused sign-in')

  await signIn.signIn(name, PASSWORD)
  await signIn.account.click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nightly export')
  await page.getByRole('button', { name: 'Make a token' }).click()
  await expect(page.getByRole('button', { name: 'I have it' })).toBeVisible()
  await expectAccessible(page, 'an account with a new token')

  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('button', { name: 'Switch it on' })).toBeVisible()
  await expectAccessible(page, 'setting up a second factor')

  await page.goto('/set-password#1.used')
  await expect(page.getByRole('textbox', { name: 'New password' })).toBeVisible()
  await expectAccessible(page, 'choosing a password')
})
