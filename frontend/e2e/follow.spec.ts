import { FollowPage } from './pages/follow'
import { NewTicketPage } from './pages/new-ticket'
import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { expectAccessible } from './support/axe'
import { expect, PASSWORD, test } from './support/closed-desk'

test('a requester without an account keeps the link of a ticket and sees how it goes', async ({
  page,
  colleague,
  accounts,
  marker,
  noise,
}) => {
  noise.expect(/Failed to load resource.*401/)
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  const form = new NewTicketPage(page)
  await form.open()
  await form.write(`Locked out ${marker}`, 'I cannot get in.')
  await form.submit.click()
  const link = page.getByRole('link', { name: 'Follow this ticket' })
  const address = (await link.textContent()) ?? ''
  expect(address).toMatch(/^http:\/\/[^?]+\/follow#\S{20,}$/)
  await expectAccessible(page, 'the form with a link')

  // From the keyboard: the link comes right after the form's message.
  await link.focus()
  await page.keyboard.press('Enter')
  const follow = new FollowPage(page)
  await expect(follow.heading).toHaveText(`Locked out ${marker}`)
  await expect(follow.status).toContainText('waits for somebody to take it up')
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('link', { name: /sign in/i })).toHaveCount(0)
  await expectAccessible(page, 'the page that follows a ticket')

  const name = await accounts.create(`grace-${marker}`, 'agent', 'Grace Hopper')
  const detail = new TicketDetailPage(colleague)
  const id = Number((await page.getByText(/^Ticket \d+$/).textContent())?.split(' ')[1])
  await detail.open(id)
  await new SignInPage(colleague).signIn(name, PASSWORD)
  await detail.choose('Status', 'In progress')
  await expect(detail.history.first()).toContainText('to In progress')

  await follow.lookAgain.click()
  await expect(follow.status).toContainText('Somebody is working on your ticket.')
  await expect(follow.changes).toHaveText([/^The ticket was written/, /^Somebody began to work on it/])
  await expect(page.getByText('Grace')).toHaveCount(0)

  await page.reload()
  await expect(follow.heading).toHaveText(`Locked out ${marker}`)
  const token = new URL(address).hash.slice(1)
  expect(addresses.filter((asked) => new URL(asked).href.split('#')[0]?.includes(token))).toEqual([])
})

test('an agent hands the link out, and it leads to the same page', async ({
  page,
  colleague,
  api,
  accounts,
  marker,
  noise,
  context,
}) => {
  noise.expect(/Failed to load resource.*401/)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { id } = await api.create({ title: `Printer ${marker}`, description: 'It hums.' })
  const name = await accounts.create(`ada-${marker}`, 'agent', 'Ada Lovelace')
  await new TicketDetailPage(page).open(id)
  await new SignInPage(page).signIn(name, PASSWORD)
  await page.getByRole('button', { name: 'Copy the requester’s link' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const address = await page.evaluate(() => navigator.clipboard.readText())

  const follow = new FollowPage(colleague)
  await follow.open(address)
  await expect(follow.heading).toHaveText(`Printer ${marker}`)
})

test('a link that is cut off, made up or too busy says so, and one that is offline keeps what it shows', async ({
  page,
  api,
  marker,
  noise,
  context,
}) => {
  noise.expect(/Failed to load resource.*(404|429|ERR_INTERNET_DISCONNECTED)/)
  const follow = new FollowPage(page)
  await follow.open('/follow')
  await expect(page.getByRole('heading', { name: 'This link is not complete' })).toBeVisible()
  await follow.open('/follow#made-up')
  await expect(page.getByRole('heading', { name: 'This link leads to no ticket' })).toBeVisible()
  await expectAccessible(page, 'a link that leads nowhere')

  const { follow_token: token } = await api.create({ title: `Printer ${marker}`, description: 'It hums.' })
  await follow.open(`/follow#${token}`)
  await expect(follow.heading).toHaveText(`Printer ${marker}`)
  await context.setOffline(true)
  await follow.lookAgain.click()
  await expect(page.getByText('does not answer right now')).toBeVisible()
  await expect(follow.heading).toHaveText(`Printer ${marker}`)
  await context.setOffline(false)

  const busy = { error: { code: 'throttled', message: 'Too many.', request_id: 'r' }, detail: 'Too many.' }
  await page.route('**/api/follow/', (route) =>
    route.fulfill({ status: 429, headers: { 'Retry-After': '90' }, json: busy }),
  )
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The desk was asked too often from here' })).toBeVisible()
})
