import { type APIRequestContext, type Page, request } from '@playwright/test'
import type { Agent } from '@/api/types'
import { FollowPage } from './pages/follow'
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
const COLLEAGUE = 'ada'
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
  assigned: async (page) => {
    await enter(page, AGENT, '/tickets/5')
    await expect(new TicketDetailPage(page).field('Assignee')).toContainText('Grace Hopper')
    await expect(new TicketDetailPage(page).history.first()).toBeVisible()
  },
  assignees: async (page) => {
    await enter(page, AGENT, '/tickets/4')
    await expect(page.getByRole('button', { name: 'Assign to me' })).toBeVisible()
    await new TicketDetailPage(page).field('Assignee').click()
    await expect(page.getByRole('menu')).toBeVisible()
  },
  mine: async (page) => {
    await enter(page, AGENT, '/?assignee=me')
    await expect(new TicketListPage(page).rows.first()).toBeVisible()
  },
  'filters-with-assignee': async (page) => {
    await enter(page, AGENT, '/?assignee=me,none')
    await expect(new TicketListPage(page).rows.first()).toBeVisible()
    const filters = page.getByRole('button', { name: 'Filters' })
    if (await filters.isVisible()) await filters.click()
  },
  presence: async (page) => {
    const since = new Date().toISOString()
    const others = [
      { name: 'Ada Lovelace', state: 'editing', since },
      { name: null, state: 'viewing', since },
    ]
    await page.route('**/presence/', (route) => route.fulfill({ json: { others } }))
    await enter(page, AGENT, '/tickets/5')
    await expect(page.getByText('Ada Lovelace is changing this ticket')).toBeVisible()
  },
  filed: async (page) => {
    const form = new NewTicketPage(page)
    await form.open()
    await form.write('The door does not open', 'My badge is not taken.')
    await form.submit.click()
    await expect(form.filed).toBeVisible()
  },
  follow: async (page) => {
    await page.goto(followed)
    await expect(new FollowPage(page).heading).toBeVisible()
  },
  'follow-nowhere': async (page) => {
    await page.goto('/follow#made-up')
    await expect(page.getByRole('heading', { name: 'This link leads to no ticket' })).toBeVisible()
  },
  'second-factor-demanded': async (page) => {
    await page.route('**/api/session/', async (route) => {
      const response = await route.fetch()
      const session = await response.json()
      await route.fulfill({ response, json: { ...session, second_factor_required: Boolean(session.user) } })
    })
    await enter(page, AGENT, '/tickets/5')
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Set it up' })).toBeVisible()
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
let followed = ''

/** A ticket that two people have worked on. */
async function work(desk: APIRequestContext, id: number): Promise<void> {
  const csrf = async () => {
    await desk.get('/api/session/')
    const { cookies } = await desk.storageState()
    return { 'X-CSRFToken': cookies.find(({ name }) => name === 'csrftoken')?.value ?? '' }
  }
  await desk.post('/api/session/', { headers: await csrf(), data: { username: AGENT, password: PASSWORD } })
  const { results } = await (await desk.get('/api/agents/')).json()
  const change = async (ticket: number, data: object) =>
    desk.patch(`/api/tickets/${ticket}/`, { headers: await csrf(), data })
  const [ada, grace] = ['Ada Lovelace', 'Grace Hopper'].map(
    (name) => results.find((agent: Agent) => agent.name === name).id,
  )
  await change(id, { assignee: grace })
  await change(id, { status: 'in_progress' })
  await change(id - 1, { assignee: ada })
  await change(id - 2, { assignee: grace })
}

test.beforeEach(async ({ accounts, api, noise, baseURL }) => {
  noise.expect(/Failed to load resource.*(401|404)/)
  if (prepared) return
  prepared = true
  await accounts.create(AGENT, 'agent', 'Grace Hopper')
  await accounts.create(COLLEAGUE, 'administrator', 'Ada Lovelace')
  await accounts.create(AUDITOR, 'read-only', 'Dr. Wilhelmina Featherstonehaugh-Cholmondeley')
  for (const { status: _, ...ticket } of difficultTickets('')) await api.create(ticket)
  const created = await api.create({ title: 'The printer hums', description: 'Since this morning.' })
  followed = `/follow#${created.follow_token}`
  const signedIn = await request.newContext({ ...(baseURL && { baseURL }) })
  await work(signedIn, created.id)
  await signedIn.dispose()
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
