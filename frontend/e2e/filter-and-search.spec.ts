import type { TicketCreate } from '@/api/types'
import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/test'

const DESCRIPTION = 'Written for the filters.'

/** One ticket per combination, found again by the marker in the title. */
function sampleTickets(marker: string): TicketCreate[] {
  const sample: [string, Partial<TicketCreate>][] = [
    ['A', { category: 'billing', priority: 'high', status: 'open' }],
    ['B', { category: 'billing', priority: 'high', status: 'resolved' }],
    ['C', { category: 'billing', priority: 'low', status: 'open' }],
    ['D', { category: 'technical', priority: 'high', status: 'open' }],
    ['E', { category: 'technical', priority: 'critical', status: 'in_progress' }],
  ]
  return sample.map(([name, fields]) => ({ title: `${name} ${marker}`, description: DESCRIPTION, ...fields }))
}

test('filters combine, lie in the address, and outlive a reload and the way back', async ({
  page,
  api,
  marker,
}) => {
  await api.createMany(sampleTickets(marker))
  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await list.expectSummary('5 tickets match')

  await list.toggle('Category', 'Billing')
  await list.expectSummary('3 tickets match')
  await list.toggle('Priority', 'High')
  await list.expectSummary('2 tickets match')
  await list.toggle('Status', 'Open')
  await list.expectSummary('1 ticket matches')
  await expect(list.titles).toHaveText([`A ${marker}`])
  const filtered = `/?status=open&priority=high&category=billing&search=${marker}`
  await expect(page).toHaveURL(filtered)

  // Another value of the same filter widens it.
  await list.toggle('Category', 'Technical')
  await expect(list.titles).toHaveText([`D ${marker}`, `A ${marker}`])
  await list.toggle('Category', 'Technical')
  await expect(list.titles).toHaveText([`A ${marker}`])

  await page.reload()
  await expect(list.titles).toHaveText([`A ${marker}`])
  await expect(list.facet('Category', 'Billing')).toBeChecked()
  await expect(list.facet('Category', 'Technical')).not.toBeChecked()
  await expect(list.search).toHaveValue(marker)

  await list.link(`A ${marker}`).click()
  await expect(page.getByRole('heading', { name: `A ${marker}`, level: 1 })).toBeVisible()
  // From inside the page: the browser may not have heard of the new entry yet, and would go back by two.
  await page.evaluate(() => history.back())
  await expect(page).toHaveURL(filtered)
  await expect(list.titles).toHaveText([`A ${marker}`])

  await list.clearAll.click()
  await expect(page).toHaveURL('/')
  await expect(list.search).toHaveValue('')
  await expect(list.facet('Category', 'Billing')).not.toBeChecked()
  await expect(list.clearAll).toHaveCount(0)
})

test('each filter value shows how many tickets it has under the other filters', async ({
  page,
  api,
  marker,
}) => {
  await api.createMany(sampleTickets(marker))
  const list = new TicketListPage(page)
  await list.open({ status: 'open', priority: 'high' })

  const { category, status } = await api.facets({ status: 'open', priority: 'high' })
  await expect(list.facet('Category', 'Billing')).toHaveAccessibleName(`Billing ${category.billing}`)
  await expect(list.facet('Category', 'Technical')).toHaveAccessibleName(`Technical ${category.technical}`)
  await expect(list.facet('Status', 'Resolved')).toHaveAccessibleName(`Resolved ${status.resolved}`)
})

test('search takes what people type literally: per cent, underscore, quotes', async ({
  page,
  api,
  marker,
}) => {
  await api.createMany([
    { title: `Stuck at 100% ${marker}`, description: DESCRIPTION },
    { title: `Stuck at 1000 ${marker}`, description: DESCRIPTION },
    { title: `file_name ${marker}`, description: DESCRIPTION },
    { title: `filename ${marker}`, description: DESCRIPTION },
    { title: `In the text ${marker}`, description: 'It says "disk is full" and stops.' },
    { title: `In another order ${marker}`, description: 'The full disk is here.' },
  ])
  const list = new TicketListPage(page)
  await list.open()
  for (const [typed, found] of [
    [`100% ${marker}`, [`Stuck at 100% ${marker}`]],
    [`file_name ${marker}`, [`file_name ${marker}`]],
    [`"disk is full" ${marker}`, [`In the text ${marker}`]],
    [`FULL disk ${marker.toUpperCase()}`, [`In another order ${marker}`, `In the text ${marker}`]],
  ] as const) {
    await list.search.fill(typed)
    await expect(list.titles).toHaveText(found)
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get('search') === typed)
  }
})

test('what nothing matches says so and offers the way out', async ({ page, api, marker }) => {
  await api.create({ title: `Lonely ${marker}`, description: DESCRIPTION })
  const list = new TicketListPage(page)
  await list.open()
  await list.search.fill(`${marker} and a word that it does not have`)
  await expect(page.getByRole('heading', { name: 'No ticket matches' })).toBeVisible()
  await list.expectSummary('0 tickets match')

  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(list.titles.first()).toHaveText(`Lonely ${marker}`)
  await expect(page).toHaveURL('/')
})

test('scrolling to the end of 250 tickets shows each exactly once, newest first', async ({
  page,
  api,
  marker,
}) => {
  const total = 250
  const titles = Array.from({ length: total }, (_, index) => `Ticket ${index + 1} of many ${marker}`)
  await api.createMany(titles.map((title) => ({ title, description: DESCRIPTION })))
  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await list.expectSummary(`${total} tickets match`)

  const seen = new Map<number, string>()
  async function look(): Promise<number> {
    const rows = await list.visibleRows()
    expect(rows.length, 'rows in the document').toBeLessThan(60)
    for (const { position, title } of rows) {
      expect(seen.get(position) ?? title, `position ${position}`).toBe(title)
      seen.set(position, title)
    }
    return seen.size
  }
  for (let known = await look(); known < total; known = seen.size) {
    await list.rows.last().scrollIntoViewIfNeeded()
    await expect.poll(look).toBeGreaterThan(known)
  }

  const inOrder = Array.from(seen.keys())
    .sort((a, b) => a - b)
    .map((position) => seen.get(position))
  expect(inOrder).toEqual(titles.toReversed())
  await expect(page.getByText('That is all.')).toBeVisible()
})
