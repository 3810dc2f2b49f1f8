import type { Page } from '@playwright/test'
import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { expectAccessible } from './support/axe'
import { test as closedTest, PASSWORD } from './support/closed-desk'
import { expect, test } from './support/test'

/** Coming back to the tab: the page asks at once, and not only when its next beat is due. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

/** Long before the desk would forget somebody who says nothing any more. */
async function expectNobodyElse(page: Page): Promise<void> {
  await expect(async () => {
    await comeBack(page)
    await expect(page.getByText(/ is (looking at|changing) this ticket/)).toHaveCount(0, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}

test.describe.configure({ timeout: 90_000 })

test('two people at an open desk see each other come, change and go', async ({
  page,
  colleague,
  api,
  marker,
}) => {
  const { id } = await api.create({ title: `Shared ${marker}`, description: 'It hums.' })
  const mine = new TicketDetailPage(page)
  const theirs = new TicketDetailPage(colleague)
  await mine.open(id)
  const before = await mine.heading.boundingBox()
  await theirs.open(id)
  await expect(colleague.getByText('Someone else is looking at this ticket')).toBeVisible()
  await comeBack(page)
  await expect(page.getByText('Someone else is looking at this ticket')).toBeVisible()
  expect(await mine.heading.boundingBox()).toEqual(before)

  const told = colleague.waitForResponse(
    (response) => response.request().postDataJSON()?.state === 'editing' && response.ok(),
  )
  await theirs.edit.click()
  await colleague.getByRole('textbox', { name: 'Title' }).fill(`Changed ${marker}`)
  const changing = page.getByRole('status').filter({ hasText: 'Someone else is changing this ticket' })
  await told
  await comeBack(page)
  await expect(changing).toBeVisible()
  await expectAccessible(page, 'a ticket that somebody else changes')

  await colleague.goto('about:blank')
  await expectNobodyElse(page)
})

test('what the page asks while nobody is there says so', async ({ page, api, marker }) => {
  await page.clock.install()
  const { id } = await api.create({ title: `Alone ${marker}`, description: 'It hums.' })
  const asked = () =>
    page.waitForRequest((request) => request.method() === 'PUT' && request.url().endsWith('/presence/'))
  const first = asked()
  await new TicketDetailPage(page).open(id)
  expect((await first).headers()['x-desk-background']).toBeUndefined()

  await page.clock.fastForward(61_000)
  const later = asked()
  await page.clock.runFor(16_000)
  expect((await later).headers()['x-desk-background']).toBe('1')

  await page.mouse.move(40, 40)
  const back = asked()
  await page.clock.runFor(16_000)
  expect((await back).headers()['x-desk-background']).toBeUndefined()
})

closedTest(
  'people with accounts see each other by name',
  async ({ page, colleague, api, accounts, marker, noise }) => {
    noise.expect(/Failed to load resource.*401/)
    const { id } = await api.create({ title: `Shared ${marker}`, description: 'It hums.' })
    const grace = accounts.create(`grace-${marker}`, 'agent', 'Grace Hopper')
    const auditor = accounts.create(`auditor-${marker}`, 'read-only', 'An Auditor')
    await new TicketDetailPage(page).open(id)
    await new SignInPage(page).signIn(grace, PASSWORD)
    await expect(new TicketDetailPage(page).heading).toBeVisible()
    await new TicketDetailPage(colleague).open(id)
    await new SignInPage(colleague).signIn(auditor, PASSWORD)
    await expect(colleague.getByText('Grace Hopper is looking at this ticket')).toBeVisible()

    await page.getByRole('link', { name: 'New ticket' }).click()
    await expectNobodyElse(colleague)
    await expect(page.getByText('An Auditor')).toHaveCount(0)
  },
)
