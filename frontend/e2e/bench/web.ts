import { type BrowserContext, expect, type Page } from '@playwright/test'
import { NewTicketPage } from '../pages/new-ticket'
import { TicketListPage } from '../pages/ticket-list'
import { test } from '../support/test'
import { bytesOf, Traffic } from '../support/traffic'
import { floorMs, median, ms, say, type Tasks, throttle, traced } from './measures'

// `make bench-web`: what the web app costs a browser. Figures, and not promises: the promises that hold on any machine
// (bytes and requests) are in weight.spec.ts.

const VISITS = 5
const ROWS = 10_000
const KEYS = 300
const MINUTES_10 = 600_000

test.describe.configure({ mode: 'serial' })
test.setTimeout(MINUTES_10)

interface Visit {
  shell: number
  rows: number
  interactive: number
  longest: number
}

/** Before any script of the page runs: notes when the page can be used. */
function watch() {
  const seen = { shell: 0, rows: 0, tasks: [] as [number, number][] }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration])
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    seen.shell ||= document.querySelector('nav a') ? performance.now() : 0
    seen.rows ||= document.querySelector('[data-row-link]') ? performance.now() : 0
    if (!seen.rows) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Milliseconds from the start of the navigation; interactive is when rows are there and no long task runs. */
async function visit(page: Page): Promise<Visit> {
  await page.goto('/', { waitUntil: 'commit' })
  await expect(page.locator('[data-row-link]').first()).toBeVisible({ timeout: 60_000 })
  await page.waitForTimeout(1_000)
  return page.evaluate(() => {
    const { shell, rows, tasks } = (window as unknown as { seen: ReturnType<typeof Object> }).seen as {
      shell: number
      rows: number
      tasks: [number, number][]
    }
    const busyUntil = tasks.filter(([start]) => start < rows + 50).map(([start, took]) => start + took)
    return {
      shell,
      rows,
      interactive: Math.max(rows, ...busyUntil),
      longest: Math.max(0, ...tasks.map(([, took]) => took)),
    }
  })
}

async function visitor(context: BrowserContext): Promise<{ page: Page; traffic: Traffic }> {
  const page = await context.newPage()
  await page.addInitScript(watch)
  const traffic = await Traffic.of(page)
  await throttle(traffic.session)
  return { page, traffic }
}

function tell(what: string, visits: readonly Visit[]): void {
  const figure = (name: keyof Visit) => ms(median(visits.map((one) => one[name])))
  say(
    `${what}: frame ${figure('shell')}, tickets ${figure('rows')}, interactive ${figure('interactive')}, longest task ${figure('longest')}`,
  )
}

const told = ({ longest, longestByClock, over50, count, total }: Tasks): string =>
  `longest task ${ms(longest)} of CPU (${ms(longestByClock)} by the clock), ${over50} of ${count.toLocaleString('en')} tasks above 50 ms, ${ms(total)} in all`

test.beforeAll(async ({ playwright, baseURL }) => {
  test.setTimeout(MINUTES_10)
  const request = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  for (let made = 0; made < ROWS; made += 1_000) {
    const tickets = Array.from({ length: 1_000 }, (_, number) => ({
      title: `Export ${made + number} stops halfway`,
      description: 'The export of last month’s invoices stops after a few hundred lines. '.repeat(5),
    }))
    expect((await request.post('/api/tickets/', { data: tickets })).status()).toBe(201)
  }
  await request.dispose()
})

test('the tickets page on a slow phone', async ({ browser, contextOptions, baseURL }) => {
  const cold: Visit[] = []
  const warm: Visit[] = []
  let bytes = 0
  let needed = 0
  for (let number = 0; number < VISITS; number++) {
    const context = await browser.newContext({
      ...contextOptions,
      baseURL: baseURL ?? '',
      viewport: { width: 360, height: 740 },
    })
    const { page, traffic } = await visitor(context)
    cold.push(await visit(page))
    bytes = bytesOf(traffic.loaded)
    needed = bytesOf(traffic.loaded.filter(({ type }) => type !== 'Font'))
    warm.push(await visit(page))
    await context.close()
  }
  say(`The tickets page, CPU 4 times slower, 150 ms and 1.6 Mbit/s, median of ${VISITS}:`)
  tell(`  first visit (${Math.round(bytes / 1000)} kB)`, cold)
  tell('  next visit', warm)
  say(
    `  the least that the first visit can take on this network: ${ms(floorMs(needed))} (2 round trips and ${Math.round(needed / 1000)} kB without the font, no CPU)`,
  )
})

test(`scrolling through ${ROWS.toLocaleString('en')} tickets`, async ({ browser, page }) => {
  const list = new TicketListPage(page)
  await list.open()
  await expect(list.rows.first()).toBeVisible()
  let reached = 0
  const tasks = await traced(browser, page, async () => {
    while (reached < ROWS) {
      const before = reached
      await page.mouse.wheel(0, 2_400)
      await page.waitForTimeout(30)
      reached = await page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('[aria-posinset]')].map((row) =>
            Number(row.getAttribute('aria-posinset')),
          ),
        ),
      )
      if (reached === before) await page.waitForTimeout(100)
    }
  })
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  say(
    `Scrolling through ${reached.toLocaleString('en')} tickets: ${told(tasks)}, ${nodes} elements in the end`,
  )
})

test('typing a ticket', async ({ browser, page }) => {
  const form = new NewTicketPage(page)
  await form.open()
  await form.description.click()
  const tasks = await traced(browser, page, async () => {
    await page.keyboard.type(
      'The export of invoices stops halfway and I was charged twice. '.repeat(9).slice(0, KEYS),
      {
        delay: 40,
      },
    )
  })
  say(`Typing ${KEYS} characters: ${told(tasks)}`)
})
