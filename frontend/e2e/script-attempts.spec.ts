import type { CreatedTicket } from '@/api/types'
import { AnalysisPage } from './pages/analysis'
import { NewTicketPage } from './pages/new-ticket'
import { RunPage } from './pages/run'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expect, HOSTILE_NAME, REFUSED, signInAs, test } from './support/hostile-desk'
import { REDOC_LOGO } from './support/noise'
import { PAYLOADS } from './support/payloads'

/*
 * Besides what each journey says, `noise` hears in all of them every violation of the content security policy, every
 * error and every request to another origin; `watch` hears what runs.
 */

test.describe.configure({ timeout: 180_000 })

test('the watch hears what runs where nothing is guarded', async ({ page, watch, noise }) => {
  noise.expect(/./)
  await page.setContent('<p>Unguarded</p>')
  for (const payload of PAYLOADS) {
    await page.evaluate((markup) => {
      document.body.insertAdjacentHTML('beforeend', markup)
    }, payload)
  }
  await expect.poll(() => new Set(watch.executed).size).toBeGreaterThanOrEqual(8)
})

test('a ticket shows what was written as it was written, wherever it appears', async ({
  page,
  api,
  accounts,
  marker,
  noise,
  watch,
}) => {
  noise.expect(REFUSED)
  const tickets: CreatedTicket[] = []
  // Else the desk triages them again within a minute, and is quicker than the agent here.
  const chosen = { category: 'general', priority: 'low' } as const
  for (const payload of PAYLOADS) {
    const texts = { title: `${payload} ${marker}`, description: `${payload}\n${marker}` }
    tickets.push(await api.create({ ...texts, ...chosen }))
  }
  await signInAs(page, accounts, `agent-${marker}`, 'agent')
  const list = new TicketListPage(page)
  const detail = new TicketDetailPage(page)

  await list.open({ search: marker })
  await list.expectSummary(`${PAYLOADS.length} tickets`)
  const seen = new Set<string>()
  async function look(): Promise<number> {
    for (const { title } of await list.visibleRows()) seen.add(title)
    return seen.size
  }
  for (let known = await look(); known < PAYLOADS.length; known = seen.size) {
    await list.rows.last().scrollIntoViewIfNeeded()
    await expect.poll(look).toBeGreaterThan(known)
  }
  expect([...seen].sort()).toEqual(PAYLOADS.map((payload) => `${payload} ${marker}`).sort())
  await watch.expectSilence(page, 'the list')

  for (const [index, { id, follow_token: token }] of tickets.entries()) {
    await page.goto(`/follow#${token}`)
    await expect(detail.heading).toHaveText(`${PAYLOADS[index]} ${marker}`)
    await watch.expectSilence(page, `the link of "${PAYLOADS[index]}"`)
    await detail.open(id)
    await expect(detail.heading).toHaveText(`${PAYLOADS[index]} ${marker}`)
    await expect.poll(() => page.getByRole('main').innerText()).toContain(`${PAYLOADS[index]}\n${marker}`)
    await expect(page).toHaveTitle(new RegExp(marker))
    await watch.expectSilence(page, `the ticket "${PAYLOADS[index]}"`)
  }

  await detail.choose('Status', 'In progress')
  await expect(detail.history.first()).toContainText(`${HOSTILE_NAME} changed status`)
  await detail.edit.click()
  await page.getByRole('textbox', { name: 'Title' }).fill(`Changed ${HOSTILE_NAME}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(detail.heading).toHaveText(`Changed ${HOSTILE_NAME}`)
  await watch.expectSilence(page, 'a changed ticket')
})

test('what a model answers is text', async ({ page, api, accounts, marker, noise, watch }) => {
  noise.expect(REFUSED)
  await signInAs(page, accounts, `analyst-${marker}`, 'agent')
  const form = new NewTicketPage(page)
  await form.open()
  // The model's quotation is shown if the ticket says it: this one says all of them.
  await form.write(`Model ${marker}`, PAYLOADS.join('\n'))
  await form.description.blur()
  await expect(form.suggestionState).toContainText('Pencilled in')
  await watch.expectSilence(page, 'a suggestion')

  for (const payload of PAYLOADS.slice(0, 12)) {
    await api.create({
      title: `${payload} ${marker}`,
      description: payload,
      category: 'general',
      priority: 'low',
    })
  }
  await page.goto(`/analysis?of=filter&search=${marker}`)
  await new AnalysisPage(page).start.click()
  const run = new RunPage(page)
  await run.expectState('Completed')
  await expect(run.tickets).toHaveCount(12)
  await expect(run.summary.getByRole('listitem').first()).toBeVisible()
  const shown = await page.getByRole('main').innerText()
  expect(PAYLOADS.filter((payload) => shown.includes(payload)).length).toBeGreaterThanOrEqual(12)
  await watch.expectSilence(page, 'a run')

  await run.tickets.first().getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'Analyses' })).toContainText('hostile')
  await watch.expectSilence(page, 'the analyses of a ticket')
  await page.goto('/dashboard')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await watch.expectSilence(page, 'the dashboard')
})

test('names of accounts and tokens are text, on the admin site too', async ({
  page,
  accounts,
  marker,
  noise,
  watch,
}) => {
  noise.expect(REFUSED)
  await signInAs(page, accounts, `root-${marker}`, 'administrator')
  await page.goto('/account')
  const name = page.getByRole('textbox', { name: 'Name' })
  const hostile = PAYLOADS.filter((payload) => payload.length <= 90).slice(0, 12)
  for (const payload of hostile) {
    await name.fill(payload)
    await page.getByRole('button', { name: 'Make a token' }).click()
    await expect(page.getByRole('main')).toContainText(`“${payload}” is made`)
    await page.getByRole('button', { name: 'I have it' }).click()
  }
  await watch.expectSilence(page, 'the account')

  for (const path of ['accounts/user/', 'accounts/apitoken/', 'admin/logentry/', 'axes/accesslog/']) {
    await page.goto(`/api/admin/${path}?q=${encodeURIComponent(PAYLOADS.join(' ').slice(0, 300))}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.goto(`/api/admin/${path}`)
    await watch.expectSilence(page, `the admin site's ${path}`)
  }
  await page.goto('/api/admin/accounts/apitoken/')
  for (const payload of hostile) await expect(page.getByRole('main')).toContainText(payload)
  await page.getByRole('link', { name: hostile[2] ?? '' }).click()
  await expect(page.getByRole('main')).toContainText(hostile[2] ?? '')
  await watch.expectSilence(page, 'a token on the admin site')
})

test('what the API says is no page, and its viewers load nothing else', async ({
  page,
  api,
  marker,
  noise,
  watch,
}) => {
  // Redoc's logo, which the policy stops (origin.spec.ts).
  noise.expect(REFUSED, REDOC_LOGO)
  await api.create({ title: `${PAYLOADS[0]} ${marker}`, description: PAYLOADS.join('\n') })
  for (const payload of PAYLOADS) {
    const given = encodeURIComponent(payload)
    for (const path of [
      `/api/tickets/?search=${given}`,
      `/api/${given}`,
      `/static/${given}`,
      `/api/session/openid/?error=${given}`,
    ]) {
      const answer = await page.goto(path)
      expect(answer?.headers()['content-type'], path).toBe('application/json')
      expect(answer?.headers()['x-content-type-options'], path).toBe('nosniff')
    }
  }
  await watch.expectSilence(page, 'answers of the API')
  for (const viewer of ['docs', 'redoc']) {
    const other = encodeURIComponent('//evil.example/openapi.json')
    await page.goto(
      `/api/${viewer}/?url=${other}&configUrl=${other}&spec-url=${other}&lang=${encodeURIComponent(PAYLOADS[21] ?? '')}`,
    )
    await expect(page.getByText('Triage Desk').first()).toBeVisible({ timeout: 30_000 })
    expect(watch.executed).toEqual([])
  }
})

test('what goes wrong is told as text', async ({ page, api, accounts, marker, noise, watch }) => {
  noise.expect(/Failed to load resource/)
  const { id } = await api.create({ title: `Wrong ${marker}`, description: 'It hums.' })
  await signInAs(page, accounts, `unlucky-${marker}`, 'agent')
  const detail = new TicketDetailPage(page)
  await detail.open(id)
  await detail.edit.click()
  const title = page.getByRole('textbox', { name: 'Title' })
  for (const payload of PAYLOADS) {
    const error = {
      code: payload,
      message: payload,
      request_id: payload,
      fields: { title: [payload], [payload]: [payload] },
    }
    await page.route(/\/api\/tickets\/\d+\/$/, (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({ status: 400, json: { error, detail: payload } })
        : route.fallback(),
    )
    await title.fill(`Other ${payload}`)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('main')).toContainText(payload)
    await watch.expectSilence(page, `an error that says ${payload}`)
    await page.unrouteAll()
  }
})
