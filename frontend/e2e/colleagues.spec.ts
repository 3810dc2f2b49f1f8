import { expectNobodyElse, isKnown } from './pages/presence'
import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { expect, PASSWORD, test } from './support/closed-desk'

test('people with accounts see each other by name', async ({
  page,
  colleague,
  api,
  accounts,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*401/)
  const { id } = await api.create({ title: `Shared ${marker}`, description: 'It hums.' })
  const grace = await accounts.create(`grace-${marker}`, 'agent', 'Grace Hopper')
  const auditor = await accounts.create(`auditor-${marker}`, 'read-only', 'An Auditor')
  const known = isKnown(page)
  await new TicketDetailPage(page).open(id)
  await new SignInPage(page).signIn(grace, PASSWORD)
  await known
  await expect(new TicketDetailPage(page).heading).toBeVisible()
  await new TicketDetailPage(colleague).open(id)
  await new SignInPage(colleague).signIn(auditor, PASSWORD)
  await expect(colleague.getByText('Grace Hopper is looking at this ticket')).toBeVisible()

  await page.getByRole('link', { name: 'New ticket' }).click()
  await expectNobodyElse(colleague)
  await expect(page.getByText('An Auditor')).toHaveCount(0)
})
