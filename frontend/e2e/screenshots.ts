import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { AnalysisPage } from './pages/analysis'
import { DashboardPage } from './pages/dashboard'
import { NewTicketPage } from './pages/new-ticket'
import { RunPage } from './pages/run'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { FOLDER, NARROW, take, WIDE } from './support/screenshot'
import { expect, test } from './support/test'

/**
 * `npm run screenshots`: pictures of a desk with the tickets of `make demo`.
 *
 * Those of the README go to docs/images/. With SCREENSHOTS=FOLDER every page goes there instead, light and dark, wide
 * and narrow, for somebody to look at.
 */
const README_IMAGES = resolve(import.meta.dirname, '../../docs/images')
const README_LIMIT = 300_000

const SHOWN: Record<string, (page: Page) => Promise<void>> = {
  tickets: async (page) => {
    const list = new TicketListPage(page)
    await list.open()
    await expect(list.rows.first()).toBeVisible()
  },
  'new-ticket': async (page) => {
    const form = new NewTicketPage(page)
    await form.open()
    await form.write(
      'Exports fail since this morning',
      'Since about nine every CSV export ends with "Error 500". Our whole accounting team is waiting for the figures of October.',
    )
    await expect(form.category.picked).toHaveCount(1)
    await form.priority.pick('High')
    await form.title.focus()
  },
  dashboard: async (page) => {
    const dashboard = new DashboardPage(page)
    await dashboard.open()
    await expect(dashboard.bar('By status', 'Open')).toBeVisible()
  },
  ticket: async (page) => {
    const list = new TicketListPage(page)
    const detail = new TicketDetailPage(page)
    await list.open({ status: 'resolved' })
    await list.rows.first().getByRole('link').click()
    await expect(detail.history.first()).toBeVisible()
  },
  'status-menu': async (page) => {
    const list = new TicketListPage(page)
    await list.open({ status: 'open', priority: 'high' })
    await list.rows.first().getByRole('button').click()
    await expect(page.getByRole('menu')).toBeVisible()
  },
  analysis: async (page) => {
    const analysis = new AnalysisPage(page)
    await startRun(page)
    await analysis.open()
    await expect(analysis.estimate).toContainText('ticket')
    await expect(analysis.runs.first()).toContainText('Completed')
  },
  run: async (page) => {
    const run = new RunPage(page)
    await startRun(page)
    await expect(run.tickets.first()).toBeVisible()
  },
  'no-match': async (page) => {
    await new TicketListPage(page).open({ search: 'nothing is called like this' })
    await expect(page.getByRole('heading', { name: 'No ticket matches' })).toBeVisible()
  },
}

test.describe.configure({ timeout: 60_000 })

test.beforeAll(({ desk }) => {
  // A desk that was given by DESK_URL keeps its own tickets.
  if (!desk.databaseUrl) return
  execFileSync('.venv/bin/python', ['-m', 'devtools.manage', 'demo', '--tickets', '500', '--days', '60'], {
    cwd: resolve(import.meta.dirname, '../../backend'),
    env: { ...process.env, DATABASE_URL: desk.databaseUrl, SECRET_KEY: 'for-screenshots-only' },
  })
})

if (FOLDER) {
  for (const [name, show] of Object.entries(SHOWN)) {
    for (const theme of ['light', 'dark'] as const) {
      for (const viewport of [WIDE, NARROW]) {
        test(`${name}, ${theme}, ${viewport.width}`, async ({ page }) => {
          await page.emulateMedia({ colorScheme: theme })
          await page.setViewportSize(viewport)
          await show(page)
          await take(page, `${FOLDER}/${name}-${viewport.width}-${theme}.png`)
        })
      }
    }
  }
} else {
  for (const name of ['tickets', 'new-ticket', 'dashboard']) {
    test(`${name} for the README`, async ({ page }) => {
      await page.setViewportSize(WIDE)
      await SHOWN[name]?.(page)
      const path = `${README_IMAGES}/${name}.png`
      await take(page, path)
      expect(statSync(path).size, `bytes of ${path}`).toBeLessThan(README_LIMIT)
    })
  }
}

/** Over the tickets of one category: few enough to be quick, enough for themes. */
async function startRun(page: Page): Promise<void> {
  await page.goto('/analysis?of=filter&category=billing')
  await new AnalysisPage(page).start.click()
  await new RunPage(page).expectState('Completed')
}
