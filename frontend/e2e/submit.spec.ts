import type { Route } from '@playwright/test'
import { CHARGED_TWICE, CLASSIFY, NewTicketPage, PRODUCTION_DOWN } from './pages/new-ticket'
import { TicketListPage } from './pages/ticket-list'
import { Gate } from './support/gate'
import { expect, test } from './support/test'

test('a suggestion comes while typing, one part of it is overridden, and the ticket is on top', async ({
  page,
  api,
  marker,
}) => {
  const form = new NewTicketPage(page)
  const list = new TicketListPage(page)
  const title = `Charged twice ${marker}`

  await list.open()
  await expect(page.getByRole('heading', { name: 'Tickets', exact: true })).toBeVisible()
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }))
  await page.getByRole('link', { name: 'New ticket' }).first().click()

  await form.title.fill(title)
  await form.description.pressSequentially(CHARGED_TWICE)
  await expect(form.category.picked).toHaveAccessibleName('Billing (suggested)')
  await expect(form.category.group).toHaveAccessibleDescription(/^Suggested by keywords: .*charged twice/i)
  await expect(form.priority.picked).toHaveAccessibleName('Medium (suggested)')

  await form.priority.pick('High')
  await expect(form.priority.group).toHaveAccessibleDescription('Your choice; Medium was suggested.')
  await form.submit.click()

  await expect(form.filed).toContainText(title)
  await expect(form.title).toHaveValue('')
  await expect(form.description).toHaveValue('')
  await expect(form.category.picked).toHaveCount(0)
  await expect(form.latest.first()).toContainText(title)

  await page.getByRole('link', { name: 'Tickets', exact: true }).click()
  await expect(list.rows.first()).toContainText(title)
  await expect(list.rows.first()).toContainText('Billing')
  await expect(list.rows.first()).toContainText('High')
  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true)

  const [stored] = await api.search(marker)
  expect(stored).toMatchObject({ title, description: CHARGED_TWICE, category: 'billing', priority: 'high' })
  const decisions = (await api.history(stored?.id ?? 0)).filter(({ field }) => field !== '')
  expect(decisions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'accepted',
        field: 'category',
        new_value: 'billing',
        source: 'keywords',
      }),
      expect.objectContaining({
        kind: 'overridden',
        field: 'priority',
        old_value: 'medium',
        new_value: 'high',
      }),
    ]),
  )
})

test('the figures beside the list count a ticket that was written in this tab', async ({
  page,
  api,
  marker,
}) => {
  const form = new NewTicketPage(page)
  const list = new TicketListPage(page)
  await list.open()
  const { total_tickets: before } = await api.stats()
  await expect(page.getByRole('main').getByRole('status').first()).toHaveText(
    `${before} ${before === 1 ? 'ticket' : 'tickets'}`,
  )

  await page.getByRole('link', { name: 'New ticket' }).first().click()
  await form.write(`Counted ${marker}`, CHARGED_TWICE)
  await form.submit.click()
  await expect(form.filed).toBeVisible()

  await page.getByRole('link', { name: 'Tickets', exact: true }).click()
  await list.expectSummary(`${before + 1} ${before === 0 ? 'ticket' : 'tickets'}`)
})

test('a choice made before the suggestion arrives is not overwritten', async ({ page, api, marker }) => {
  const form = new NewTicketPage(page)
  const classify = await Gate.before(page, 'POST', CLASSIFY)
  await form.open()
  await form.write(`Chosen first ${marker}`, PRODUCTION_DOWN)
  await classify.reached
  await expect(form.suggestionState).toHaveText('Reading the description…')
  await form.category.pick('Account')

  classify.open()
  await expect(form.priority.picked).toHaveAccessibleName('Critical (suggested)')
  await expect(form.category.picked).toHaveAccessibleName('Account')
  await expect(form.category.group).toHaveAccessibleDescription('Your choice; Technical was suggested.')

  await form.submit.click()
  await expect(form.filed).toBeVisible()
  expect(await api.search(marker)).toMatchObject([{ category: 'account', priority: 'critical' }])
})

test('another text brings another suggestion, and what was chosen stays', async ({ page, marker }) => {
  const form = new NewTicketPage(page)
  await form.open()
  await form.write(`Changed my mind ${marker}`, CHARGED_TWICE)
  await expect(form.category.picked).toHaveAccessibleName('Billing (suggested)')
  await form.category.pick('General')

  await form.description.fill(PRODUCTION_DOWN)
  await expect(form.priority.picked).toHaveAccessibleName('Critical (suggested)')
  await expect(form.category.picked).toHaveAccessibleName('General')
})

test('submitting does not wait for a suggestion that is under way', async ({ page, api, marker }) => {
  const form = new NewTicketPage(page)
  const classify = await Gate.before(page, 'POST', CLASSIFY)
  await form.open()
  await form.write(`No time ${marker}`, CHARGED_TWICE)
  await classify.reached

  await form.submit.click()
  await expect(form.filed).toBeVisible()
  await expect(form.description).toHaveValue('')
  // The desk filled in what nobody chose, and says so.
  const [stored] = await api.search(marker)
  expect(stored).toMatchObject({ category: 'billing', priority: 'medium' })
  expect(await api.history(stored?.id ?? 0)).toContainEqual(
    expect.objectContaining({ kind: 'suggested', field: 'category', new_value: 'billing' }),
  )
  classify.open()
})

for (const [how, fail] of [
  ['answers 503', (route) => route.fulfill({ status: 503, json: {} })],
  ['cannot be reached', (route) => route.abort()],
] satisfies [string, (route: Route) => Promise<void>][]) {
  test(`a suggestion that ${how} blocks nothing`, async ({ page, api, marker, noise }) => {
    noise.expect(/Failed to load resource.*classify/)
    const form = new NewTicketPage(page)
    await page.route(CLASSIFY, fail)
    await form.open()
    await form.write(`On my own ${marker}`, CHARGED_TWICE)
    await expect(form.suggestionState).toContainText('No suggestion could be made.')

    await form.priority.pick('Low')
    await form.submit.click()
    await expect(form.filed).toBeVisible()
    expect(await api.search(marker)).toMatchObject([{ category: 'billing', priority: 'low' }])
  })
}

test('what is missing or too long is said at the field, and the cursor goes there', async ({
  page,
  api,
  marker,
}) => {
  const form = new NewTicketPage(page)
  await form.open()
  await form.submit.click()
  await expect(form.title).toBeFocused()
  await expect(form.title).toHaveAccessibleDescription('Give the ticket a title.')
  await expect(form.description).toHaveAccessibleDescription('Describe what happened.')

  await form.write(`${marker} ${'x'.repeat(200)}`, 'A title may have 200 characters.')
  await expect(page.getByText('210/200 characters')).toBeVisible()
  await form.submit.click()
  await expect(form.title).toHaveAccessibleDescription('Shorten the title by 10 characters.')
  expect(await api.search(marker)).toEqual([])
})
