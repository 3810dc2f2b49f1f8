import { CHARGED_TWICE } from './pages/new-ticket'
import { REDOC_LOGO } from './support/noise'
import { expect, test } from './support/test'

// The fixture `noise` is what these tests assert with: no error, no broken policy, no request to another origin.

test('every page keeps to its own origin and its content security policy', async ({ page, api, marker }) => {
  const { id } = await api.create({ title: `Own origin ${marker}`, description: CHARGED_TWICE })
  for (const address of ['/', '/new', `/tickets/${id}`, '/dashboard', '/nowhere']) {
    const response = await page.goto(address)
    expect(response?.headers()['content-security-policy']).toContain("script-src 'self';")
    await expect(page.getByRole('heading').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
  }
})

test('Swagger UI shows the API and keeps to the policy', async ({ page }) => {
  await page.goto('/api/docs/')
  await expect(page.getByRole('heading', { name: /Triage Desk/ })).toBeVisible()
  await page.getByText('/api/tickets/stats/').click()
  await expect(page.getByRole('button', { name: 'Try it out' })).toBeVisible()
  await page.waitForLoadState('networkidle')
})

test('Redoc shows the API and keeps to the policy', async ({ page, noise }) => {
  // Its maker's logo. The policy stops the request before it leaves, which is all that can be done from outside.
  noise.expect(REDOC_LOGO)
  await page.goto('/api/redoc/')
  // It works through the whole document before it shows anything.
  await expect(page.getByRole('heading', { name: /Triage Desk/ })).toBeVisible({ timeout: 30_000 })
  await page.waitForLoadState('networkidle')
})
