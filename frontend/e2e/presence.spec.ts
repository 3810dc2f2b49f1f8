import { comeBack, expectNobodyElse, expectToSee, isKnown } from './pages/presence'
import { TicketDetailPage } from './pages/ticket-detail'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/test'

test('two people at an open desk see each other come, change and go', async ({
  page,
  colleague,
  api,
  marker,
}) => {
  const { id } = await api.create({ title: `Shared ${marker}`, description: 'It hums.' })
  const mine = new TicketDetailPage(page)
  const theirs = new TicketDetailPage(colleague)
  const known = isKnown(page)
  await mine.open(id)
  await expect(mine.heading).toHaveText(`Shared ${marker}`)
  await expect(page.getByRole('complementary', { name: 'About this desk' })).toBeVisible()
  const before = await mine.heading.boundingBox()
  await known
  await theirs.open(id)
  await expect(colleague.getByText('Someone else is looking at this ticket')).toBeVisible()
  await expectToSee(page, 'Someone else is looking at this ticket')
  expect(await mine.heading.boundingBox()).toEqual(before)

  const told = colleague.waitForResponse(
    (response) => response.request().postDataJSON()?.state === 'editing' && response.ok(),
  )
  await theirs.edit.click()
  await colleague.getByRole('textbox', { name: 'Title' }).fill(`Changed ${marker}`)
  await told
  await expectToSee(page, 'Someone else is changing this ticket')
  await expect(page.getByRole('status').filter({ hasText: 'Someone else is changing' })).toBeVisible()
  await expectAccessible(page, 'a ticket that somebody else changes')

  // With the next beat far away: one that is under way might be stored after the goodbye.
  const heard = isKnown(colleague)
  await comeBack(colleague)
  await heard
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
  // What is under way when a beat is due swallows that beat.
  await (await first).response()

  const later = asked()
  await page.clock.fastForward(61_000)
  expect((await later).headers()['x-desk-background']).toBe('1')
  await (await later).response()

  await page.mouse.move(40, 40)
  const back = asked()
  await page.clock.fastForward(16_000)
  expect((await back).headers()['x-desk-background']).toBeUndefined()
})
