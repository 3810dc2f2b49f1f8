import type { Page } from '@playwright/test'
import { NewTicketPage } from './pages/new-ticket'
import { SignInPage } from './pages/sign-in'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { PASSWORD, test } from './support/closed-desk'
import { difficultTickets } from './support/sample'
import { FOLDER, NARROW, take, WIDE } from './support/screenshot'
import { expect } from './support/test'

/** With SCREENSHOTS=FOLDER: the pages of a desk that asks people to sign in. */
const AGENT = 'grace'
const AUDITOR = 'auditor'

async function enter(page: Page, name: string, address: string): Promise<void> {
  await page.goto(address)
  await new SignInPage(page).signIn(name, PASSWORD)
}

const SHOWN: Record<string, (page: Page) => Promise<void>> = {
  'sign-in': async (page) => {
    await new SignInPage(page).open()
  },
  'sign-in-refused': async (page) => {
    await enter(page, 'nobody', '/sign-in')
    await expect(new SignInPage(page).problem).toBeVisible()
  },
  'sign-in-code': async (page) => {
    const json = {
      error: { code: 'second_factor_required', message: '', request_id: '' },
      detail: '',
    }
    await page.route('**/api/session/', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 401, json }) : route.continue(),
    )
    await enter(page, AGENT, '/sign-in')
    await expect(new SignInPage(page).code).toBeFocused()
  },
  'set-password': async (page) => {
    await page.goto('/set-password#1.abc')
    await page.getByRole('textbox', { name: 'New password' }).fill('short')
    await page.getByRole('button', { name: 'Set password' }).click()
  },
  requester: async (page) => {
    await new NewTicketPage(page).open()
  },
  'signed-in': async (page) => {
    await enter(page, AGENT, '/')
    await expect(new TicketListPage(page).rows.first()).toBeVisible()
    await new SignInPage(page).account.click()
    await expect(page.getByRole('menu')).toBeVisible()
  },
  'read-only-list': async (page) => {
    await enter(page, AUDITOR, '/')
    await expect(new TicketListPage(page).rows.first()).toBeVisible()
  },
  'read-only-ticket': async (page) => {
    await enter(page, AUDITOR, '/tickets/1')
    await expect(new TicketDetailPage(page).history.first()).toBeVisible()
  },
  'read-only-analysis': async (page) => {
    await enter(page, AUDITOR, '/analysis')
    await expect(page.getByRole('heading', { name: 'Analysis' })).toBeVisible()
  },
  account: async (page) => {
    await enter(page, AGENT, '/account')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nightly export')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await page.getByText(/^desk_.{43}$/).scrollIntoViewIfNeeded()
  },
  'second-factor': async (page) => {
    await enter(page, AGENT, '/account')
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('Add an account in your authenticator app')).toBeVisible()
  },
}

test.describe.configure({ timeout: 60_000 })
test.skip(!FOLDER, 'The README shows none of these.')

let prepared = false

test.beforeEach(async ({ accounts, api, noise }) => {
  noise.expect(/Failed to load resource.*401/)
  if (prepared) return
  prepared = true
  accounts.create(AGENT, 'agent', 'Grace Hopper')
  accounts.create(AUDITOR, 'read-only', 'Dr. Wilhelmina Featherstonehaugh-Cholmondeley')
  for (const { status: _, ...ticket } of difficultTickets('')) await api.create(ticket)
})

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
