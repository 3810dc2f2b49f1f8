import type { Page } from '@playwright/test'
import { AnalysisPage } from './pages/analysis'
import { DashboardPage } from './pages/dashboard'
import { NewTicketPage } from './pages/new-ticket'
import { RunPage } from './pages/run'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { difficultTickets } from './support/sample'
import { expect, test } from './support/test'

/** As Chromium measures it; a banner that pushes everything down by its height makes 0.02 and more. */
const LARGEST_SHIFT = 0.01

test.describe('on a phone of 360 pixels', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('nothing scrolls sideways, whatever the texts are', async ({ page, api, marker }) => {
    const tickets = await api.createMany(difficultTickets(marker))
    const list = new TicketListPage(page)
    const detail = new TicketDetailPage(page)
    await list.open({ search: marker })
    await expect(list.rows).toHaveCount(tickets.length)
    await expectNoSidewaysScroll(page, 'the list')
    await page.getByRole('button', { name: 'Filters' }).click()
    await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible()
    await expectNoSidewaysScroll(page, 'the filters')

    for (const { id, title } of tickets) {
      await detail.open(id)
      await expect(detail.heading).toHaveText(title)
      await expect(detail.history.first()).toBeVisible()
      await expectNoSidewaysScroll(page, title)
    }

    const form = new NewTicketPage(page)
    await form.open()
    await form.write('w'.repeat(200), 'W'.repeat(2_000))
    await expectNoSidewaysScroll(page, 'the form')

    const dashboard = new DashboardPage(page)
    await dashboard.open()
    await expect(dashboard.bar('By status', 'Open')).toBeVisible()
    await expectNoSidewaysScroll(page, 'the dashboard')

    const run = new RunPage(page)
    await page.goto(`/analysis?of=filter&search=${marker}`)
    await expect(new AnalysisPage(page).estimate).toContainText('4 tickets')
    await expectNoSidewaysScroll(page, 'the start of a run')
    await new AnalysisPage(page).start.click()
    await run.expectState('Completed')
    await expect(run.tickets).toHaveCount(tickets.length)
    await expectNoSidewaysScroll(page, 'a run')

    await page.goto('/nowhere')
    await expect(page.getByRole('heading')).toBeVisible()
    await expectNoSidewaysScroll(page, 'a wrong address')
  })

  test('a ticket is written and its status changed', async ({ page, marker }) => {
    const form = new NewTicketPage(page)
    const detail = new TicketDetailPage(page)
    await page.goto('/')
    await page.getByRole('navigation').getByRole('link', { name: 'New ticket' }).click()
    await form.write(`On the phone ${marker}`, 'The app crashes every time I open the dashboard.')
    await expect(form.category.picked).toHaveAccessibleName('Technical (suggested)')
    await form.submit.click()
    await form.filed.getByRole('link', { name: 'On the phone' }).click()
    await detail.choose('Status', 'Closed')
    await expect(detail.history.first()).toContainText('changed status from Open to Closed')
  })
})

/** What Chromium tells of something that moved by itself; TypeScript's library does not know it yet. */
type LayoutShift = PerformanceEntry & {
  value: number
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
}

interface Move {
  value: number
  what: string[]
}

test('a page does not move while it loads', async ({ page, api, marker }) => {
  const { id, title } = await api.create({
    title: `Stands still ${marker}`,
    description: 'Watched while it loads.',
  })
  // The app waits for it for a second (app/prefetch.ts), which is no measure of a slow machine: here for as long as it takes.
  await page.addInitScript(() => {
    const { setTimeout } = window
    const patient = (run: TimerHandler, delay?: number, ...given: unknown[]) =>
      setTimeout(run, delay === 1_000 ? 60_000 : delay, ...given)
    Object.assign(window, { setTimeout: patient })
  })
  // So late that the page could be painted without it.
  await page.route('**/api/session/', async (route) => {
    const response = await route.fetch()
    await page
      .getByRole('heading', { level: 1 })
      .waitFor({ timeout: 100 })
      .catch(() => {})
    await route.fulfill({ response })
  })
  await page.addInitScript(() => {
    const moves: Move[] = []
    Object.assign(window, { moves })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        const what = entry.sources.map(({ node, previousRect, currentRect }) =>
          JSON.stringify([node?.textContent?.slice(0, 60), previousRect, currentRect]),
        )
        moves.push({ value: entry.value, what })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  for (const [address, loaded] of [
    [`/?search=${marker}`, page.getByRole('link', { name: title })],
    ['/new', page.getByRole('link', { name: title })],
    [`/tickets/${id}`, page.getByText('filed the ticket')],
    ['/dashboard', new DashboardPage(page).bar('By status', 'Open')],
    ['/analysis', new AnalysisPage(page).estimate.getByRole('listitem').first()],
  ] as const) {
    await page.goto(address)
    await expect(loaded).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'About this desk' })).toBeVisible()
    const moves = await page.evaluate(() => (window as unknown as { moves: Move[] }).moves)
    const tooFar = moves.filter(({ value }) => value >= LARGEST_SHIFT)
    expect(tooFar, `layout shifts on ${address}`).toEqual([])
  }
})

test('text in any script is shown as it was written', async ({ page, api, marker }) => {
  const [arabic, emoji, , markup] = await api.createMany(difficultTickets(marker))
  const list = new TicketListPage(page)
  const detail = new TicketDetailPage(page)
  await list.open({ search: marker })
  for (const ticket of [arabic, emoji, markup]) {
    await expect(list.link(ticket?.title ?? '')).toBeVisible()
  }
  await expect(list.link(arabic?.title ?? '')).toHaveCSS('direction', 'rtl')

  await list.link(markup?.title ?? '').click()
  await expect(detail.heading).toHaveText(`<script>alert(1)</script> ${marker}`)
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
})

async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(content, `width of ${what}`).toBeLessThanOrEqual(window)
}
