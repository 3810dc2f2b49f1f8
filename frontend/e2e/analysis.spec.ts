import { readFile } from 'node:fs/promises'
import type { Ticket, TicketCreate } from '@/api/types'
import { AnalysisPage } from './pages/analysis'
import { RunPage } from './pages/run'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/model-desk'

/** What the fake model answers about a text is written into the text. */
const SAYS = '[[fake:set=category:billing,priority:high]]'
const AGREES: Partial<TicketCreate> = { category: 'billing', priority: 'high' }
const DISAGREES: Partial<TicketCreate> = { category: 'general', priority: 'low' }
/** The address of a run. */
const RUN = /\/analysis\/\d+$/

test.beforeEach(async ({ request }) => {
  const estimate = await request.post('/api/analyze/estimate/', { data: { ticket_ids: null } })
  test.skip((await estimate.json()).provider !== 'fake', 'This desk has another model than the fake one.')
})

function named(
  marker: string,
  names: readonly string[],
  fields: Partial<TicketCreate> = AGREES,
): TicketCreate[] {
  return names.map((name) => ({
    title: `${name} ${marker}`,
    description: `Charged twice. ${SAYS}`,
    ...fields,
  }))
}

test('picked tickets are analysed, and their run is read, after a reload too', async ({
  page,
  api,
  marker,
}) => {
  await api.createMany(named(marker, ['Third', 'Second', 'First']))
  const list = new TicketListPage(page)
  const analysis = new AnalysisPage(page)
  const run = new RunPage(page)

  await list.open({ search: marker })
  await list.pick(`First ${marker}`)
  await list.pick(`Third ${marker}`, 'Shift')
  await expect(list.picked).toContainText('3 selected')
  await page.reload()
  await expect(list.picked).toContainText('3 selected')
  await list.picked.getByRole('link', { name: 'Analyse' }).click()

  await expect(analysis.scope('Hand-picked tickets')).toBeChecked()
  await expect(analysis.estimate).toContainText('3 tickets')
  await analysis.start.click()
  await run.expectState('Completed')
  await expect(run.fact('Analysed')).toHaveText('3 of 3')
  await expect(run.fact('Read by')).toContainText('fake')
  await expect(run.summary).toContainText('Citations and numbers were checked')
  await expect(run.tickets).toHaveCount(3)

  await page.reload()
  await run.expectState('Completed')
  await expect(run.summary.getByRole('listitem').first()).toBeVisible()

  await run.ticket(`First ${marker}`).getByRole('link').click()
  const analyses = page.getByRole('region', { name: 'Analyses' })
  await expect(analyses).toContainText(/Billing ?High/)
  await analyses.getByRole('link', { name: /^Run \d+/ }).click()
  await run.expectState('Completed')

  await list.open()
  await expect(list.picked).toHaveCount(0)
})

test('a run is watched in two tabs, cancelled, and gone on with', async ({ page, context, api, marker }) => {
  // Those after the first take longer together than any machine needs for what is done here meanwhile.
  const tickets = await api.createMany(
    Array.from({ length: 8 }, (_, index) => ({
      title: `Slow ${index} ${marker}`,
      description: index === 0 ? SAYS : `Takes its time. [[fake:slow=10]]${SAYS}`,
      ...AGREES,
    })),
  )
  const list = new TicketListPage(page)
  const analysis = new AnalysisPage(page)
  const run = new RunPage(page)
  await list.open({ search: marker })
  await page.getByRole('link', { name: 'Analyse these' }).click()
  await expect(analysis.scope('Tickets of a filter')).toBeChecked()
  await expect(analysis.scope('Tickets of a filter')).toHaveAccessibleName(new RegExp(marker))
  await analysis.start.click()
  await page.waitForURL(RUN)

  await run.expectState('Under way')
  await expect(run.progress.getByRole('progressbar')).toHaveAttribute(
    'aria-valuetext',
    /^[1-7] of 8 tickets analysed/,
  )
  const otherTab = await context.newPage()
  const elsewhere = new RunPage(otherTab)
  await elsewhere.open(run.id)
  await elsewhere.expectState('Under way')

  await run.cancel.click()
  await expect(run.progress).toContainText('What is done is kept.')
  await run.progress.getByRole('button', { name: 'Go on' }).click()
  await expect(run.cancel).toBeFocused()
  await run.cancel.click()
  await run.progress.getByRole('button', { name: 'Yes, cancel' }).click()
  await run.expectState('Cancelled')
  await elsewhere.expectState('Cancelled')
  await expect(run.fact('Analysed')).toHaveText(/^[1-7] of 8$/)

  for (const { id } of tickets) await api.change(id, { description: `In no time. ${SAYS}` })
  await run.retry.click()
  await run.expectState('Completed')
  await elsewhere.expectState('Completed')
  await expect(run.fact('Analysed')).toHaveText('8 of 8')
})

test('what failed is named and counted, and only that is retried', async ({ page, api, marker }) => {
  const [failing] = await api.createMany([
    { title: `Fails ${marker}`, description: 'Breaks the model. [[fake:500]]' },
    ...named(marker, ['Works']),
  ])
  const run = new RunPage(page)
  await startOver(page, [failing, ...(await api.search(`Works ${marker}`))])
  await run.expectState('Completed')
  const failures = page.getByRole('alert').filter({ hasText: '1 ticket could not be analysed' })
  await expect(failures).toBeVisible()
  await page.getByRole('radio', { name: /^Failed/ }).check()
  await expect(run.tickets).toHaveCount(1)
  await expect(run.ticket(`Fails ${marker}`)).toContainText('Failed:')

  await api.change(failing?.id ?? 0, { description: `Healthy again. ${SAYS}` })
  await run.retry.click()
  await expect(run.fact('Analysed')).toHaveText('2 of 2', { timeout: 60_000 })
  await run.expectState('Completed')
  await expect(failures).toHaveCount(0)
})

test('disagreements are applied, one and many, but not over what somebody changed', async ({
  page,
  api,
  marker,
}) => {
  const names = ['One', 'Two', 'Three']
  const tickets = await api.createMany(named(marker, names, DISAGREES))
  const run = new RunPage(page)
  const detail = new TicketDetailPage(page)
  await startOver(page, tickets)
  await run.expectState('Completed')
  await page.getByRole('radio', { name: /^Disagreements/ }).check()
  await expect(run.tickets).toHaveCount(3)
  await expect(run.ticket(`One ${marker}`)).toContainText('ticket: General')

  await page.getByRole('button', { name: `Apply to One ${marker}` }).click()
  await expect(run.tickets).toHaveCount(2)
  expect(await api.ticket(idOf(tickets, 'One'))).toMatchObject({ category: 'billing', priority: 'high' })

  // Seen as it was; a colleague is quicker.
  await page.getByRole('button', { name: 'Select all 2' }).click()
  await api.change(idOf(tickets, 'Two'), { priority: 'critical' })
  await page.getByRole('button', { name: 'Apply to 2 tickets' }).click()
  await expect(run.outcome).toContainText('1 ticket changed, 1 ticket left as it is')
  await expect(run.outcome).toContainText(`Ticket ${idOf(tickets, 'Two')}: changed meanwhile`)
  expect(await api.ticket(idOf(tickets, 'Two'))).toMatchObject({ category: 'general', priority: 'critical' })
  expect(await api.ticket(idOf(tickets, 'Three'))).toMatchObject({ category: 'billing', priority: 'high' })

  await detail.open(idOf(tickets, 'Three'))
  await expect(detail.history.filter({ hasText: 'took over category Billing from an analysis' })).toHaveCount(
    1,
  )
})

test('a run is exported, and compared with the one before', async ({ page, api, marker }) => {
  const before = await api.createMany(named(marker, ['Earlier']))
  const run = new RunPage(page)
  await startOver(page, before)
  await run.expectState('Completed')
  const tickets = await api.createMany(named(marker, ['=1+1', 'Later']))
  await startOver(page, tickets)
  await run.expectState('Completed')

  const markdown = await read(await run.download('Markdown'))
  expect(markdown).toContain(`# Analysis run ${run.id}`)
  const csv = await read(await run.download('CSV'))
  expect(csv).toContain(`'=1+1 ${marker}`)
  expect(csv).not.toMatch(/(^|,)"?=/m)

  const compared = page.getByRole('region', { name: 'Compared' })
  const row = compared.getByRole('table', { name: 'Priorities' }).getByRole('row', { name: /High/ })
  await expect(row.getByRole('cell')).toHaveText(['1', '2', '+1'])
})

test('a run that ends while nobody looks is complete when somebody does', async ({
  page,
  context,
  api,
  marker,
  noise,
}) => {
  // The page goes on asking for the runs under way, and for the rest of its code.
  noise.expect(/Failed to load resource.*ERR_INTERNET_DISCONNECTED/)
  const tickets = await api.createMany(named(marker, ['Left alone']))
  const analysis = new AnalysisPage(page)
  const run = new RunPage(page)
  await startOver(page, tickets)
  await run.expectState('Completed')
  const { id } = run

  await analysis.open()
  await expect(analysis.run(id)).toContainText('Completed')
  await expect(analysis.run(id)).toContainText('1 analysed')
  await context.setOffline(true)
  await expect(page.getByRole('status').filter({ hasText: /offline/i })).toBeVisible()
  await context.setOffline(false)
  await analysis.run(id).getByRole('link').click()
  await run.expectState('Completed')
})

async function startOver(page: import('@playwright/test').Page, tickets: readonly (Ticket | undefined)[]) {
  const ids = tickets.flatMap((ticket) => ticket?.id ?? [])
  await page.goto(`/analysis?of=tickets&tickets=${ids.join(',')}`)
  await new AnalysisPage(page).start.click()
  await page.waitForURL(RUN)
}

function idOf(tickets: readonly Ticket[], name: string): number {
  return tickets.find(({ title }) => title.startsWith(name))?.id ?? 0
}

async function read(download: import('@playwright/test').Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}
