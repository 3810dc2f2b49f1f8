import type { Route } from '@playwright/test'
import { CHARGED_TWICE, NewTicketPage, TICKETS } from './pages/new-ticket'
import { expect, test } from './support/test'

test.beforeEach(({ noise }) => noise.expect(/Failed to load resource/))

test('submitting while offline keeps the text and says what to do; online again it is stored once', async ({
  page,
  context,
  api,
  marker,
}) => {
  const form = new NewTicketPage(page)
  const title = `Written on a train ${marker}`
  const banner = page.getByRole('status').filter({ hasText: /offline/i })
  await form.open()
  await form.write(title, CHARGED_TWICE)
  await context.setOffline(true)
  await expect(banner).toBeVisible()

  await form.submit.click()
  await expect(form.problem).toContainText('You are offline, so the ticket was not sent.')
  await expect(form.problem).toContainText('Try again when you are connected.')
  await expect(form.title).toHaveValue(title)
  await expect(form.description).toHaveValue(CHARGED_TWICE)

  await context.setOffline(false)
  await expect(banner).toHaveCount(0)
  await form.problem.getByRole('button', { name: 'Try again' }).click()
  await expect(form.filed).toContainText(title)
  await expect(form.problem).toHaveCount(0)
  await expect(form.title).toHaveValue('')
  expect(await api.search(marker)).toHaveLength(1)
})

test('a ticket that was stored but not acknowledged is not stored twice', async ({ page, api, marker }) => {
  const form = new NewTicketPage(page)
  const title = `Answer lost ${marker}`
  await page.route(TICKETS, loseTheAnswer)
  await form.open()
  await form.write(title, CHARGED_TWICE)
  await form.submit.click()
  await expect(form.problem).toContainText('No answer came from the desk.')
  await expect(form.title).toHaveValue(title)
  expect(await api.search(marker)).toHaveLength(1)

  // The key is kept with the draft: also the attempt after a reload is the same ticket.
  await page.reload()
  await expect(form.title).toHaveValue(title)
  await page.unroute(TICKETS)
  await form.submit.click()
  await expect(form.filed).toContainText(title)
  expect(await api.search(marker)).toHaveLength(1)
})

test('a desk that fails to store a ticket loses nothing of it', async ({ page, api, marker }) => {
  const form = new NewTicketPage(page)
  const title = `Refused for now ${marker}`
  await page.route(TICKETS, (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 503, json: {} }) : route.continue(),
  )
  await form.open()
  await form.write(title, CHARGED_TWICE)
  await form.category.pick('Account')
  await form.submit.click()
  await expect(form.problem).toContainText('The desk could not store the ticket.')
  await expect(form.description).toHaveValue(CHARGED_TWICE)
  await expect(form.category.picked).toHaveAccessibleName('Account')

  await page.unroute(TICKETS)
  await form.submit.click()
  await expect(form.filed).toContainText(title)
  expect(await api.search(marker)).toMatchObject([{ title, category: 'account' }])
})

test('a draft outlives a reload', async ({ page, marker }) => {
  const form = new NewTicketPage(page)
  await form.open()
  await form.write(`Half written ${marker}`, CHARGED_TWICE)
  await form.priority.pick('Low')
  await page.reload()
  await expect(form.title).toHaveValue(`Half written ${marker}`)
  await expect(form.description).toHaveValue(CHARGED_TWICE)
  await expect(form.priority.picked).toHaveAccessibleName('Low')
})

/** The server does its work; what it answers never arrives. */
async function loseTheAnswer(route: Route): Promise<void> {
  if (route.request().method() !== 'POST') return route.continue()
  await route.fetch()
  await route.abort('connectionreset')
}
