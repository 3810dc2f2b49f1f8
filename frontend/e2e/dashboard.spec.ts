import type { TicketCreate } from '@/api/types'
import { CATEGORY_LABEL, PRIORITY_LABEL, STATUS_LABEL } from '@/lib/choices'
import { DashboardPage } from './pages/dashboard'
import { CHARGED_TWICE, NewTicketPage } from './pages/new-ticket'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/test'

const DESCRIPTION = 'Written to be counted.'

function counted(marker: string): TicketCreate[] {
  return [
    { title: `One ${marker}`, description: DESCRIPTION, category: 'billing', priority: 'critical' },
    { title: `Two ${marker}`, description: DESCRIPTION, category: 'account', priority: 'high' },
    {
      title: `Three ${marker}`,
      description: DESCRIPTION,
      category: 'account',
      priority: 'low',
      status: 'resolved',
    },
    {
      title: `Four ${marker}`,
      description: DESCRIPTION,
      category: 'general',
      priority: 'low',
      status: 'closed',
    },
  ]
}

test('the figures and the bars are those of the API', async ({ page, api, marker }) => {
  await api.createMany(counted(marker))
  const stats = await api.stats()
  const trends = await api.trends(30)
  const dashboard = new DashboardPage(page)
  await dashboard.open()

  await expect(dashboard.figure('All tickets')).toHaveText(`${stats.total_tickets}`)
  await expect(dashboard.figure('Open')).toHaveText(`${stats.open_tickets}`)
  await expect(dashboard.figure('New per day')).toHaveText(stats.avg_tickets_per_day.toFixed(1))
  for (const [panel, labels, counts] of [
    ['By priority', PRIORITY_LABEL, stats.priority_breakdown],
    ['By category', CATEGORY_LABEL, stats.category_breakdown],
    ['By status', STATUS_LABEL, trends.status_breakdown],
  ] as const) {
    for (const [value, label] of Object.entries(labels)) {
      const count = (counts as Record<string, number>)[value]
      await expect(dashboard.bar(panel, label)).toHaveAccessibleName(new RegExp(`^${label} ${count} \\d+%$`))
    }
  }

  const today = trends.per_day.at(-1)
  await dashboard.panel('Tickets per day').getByRole('button', { name: 'Show as table' }).click()
  const cells = dashboard.panel('Tickets per day').getByRole('row').nth(1).getByRole('cell')
  await expect(cells).toHaveText([`${today?.created}`, `${today?.resolved}`])
})

test('a bar leads to its tickets', async ({ page, api, marker }) => {
  await api.createMany(counted(marker))
  const { priority_breakdown: counts } = await api.stats()
  const dashboard = new DashboardPage(page)
  const list = new TicketListPage(page)
  await dashboard.open()
  await dashboard.bar('By priority', 'Critical').click()
  await expect(page).toHaveURL('/?priority=critical')
  await list.expectSummary(`${counts.critical} ticket`)
  await expect(list.facet('Priority', 'Critical')).toBeChecked()
})

test('the figures refresh when another tab creates a ticket and changes it', async ({
  page,
  context,
  api,
  marker,
}) => {
  await api.createMany(counted(marker))
  const before = await api.stats()
  const dashboard = new DashboardPage(page)
  await dashboard.open()
  await expect(dashboard.figure('Open')).toHaveText(`${before.open_tickets}`)

  const otherTab = await context.newPage()
  const form = new NewTicketPage(otherTab)
  await form.open()
  await form.write(`In another tab ${marker}`, CHARGED_TWICE)
  await form.submit.click()
  await expect(form.filed).toBeVisible()
  await expect(dashboard.figure('All tickets')).toHaveText(`${before.total_tickets + 1}`)
  await expect(dashboard.figure('Open')).toHaveText(`${before.open_tickets + 1}`)

  await form.filed.getByRole('link', { name: marker }).click()
  await new TicketDetailPage(otherTab).choose('Status', 'Resolved')
  await expect(dashboard.figure('Open')).toHaveText(`${before.open_tickets}`)
  await expect(dashboard.figure('All tickets')).toHaveText(`${before.total_tickets + 1}`)
})

test('the figures refresh by themselves', async ({ page, api, marker }) => {
  await page.clock.install()
  const before = await api.stats()
  const dashboard = new DashboardPage(page)
  await dashboard.open()
  await expect(dashboard.figure('All tickets')).toHaveText(`${before.total_tickets}`)
  await api.createMany(counted(marker))
  await page.clock.fastForward('00:31')
  await expect(dashboard.figure('All tickets')).toHaveText(`${before.total_tickets + 4}`)
})
