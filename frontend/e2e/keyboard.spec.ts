import type { Locator, Page } from '@playwright/test'
import { DashboardPage } from './pages/dashboard'
import { CHARGED_TWICE, NewTicketPage } from './pages/new-ticket'
import { TicketDetailPage } from './pages/ticket-detail'
import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/test'

/** More stops than any page has. */
const MAX_STOPS = 80

test('a ticket is written, found and changed without a mouse', async ({ page, api, marker }) => {
  const form = new NewTicketPage(page)
  const list = new TicketListPage(page)
  const detail = new TicketDetailPage(page)
  const title = `By keyboard ${marker}`

  await list.open()
  await tabTo(page, page.getByRole('link', { name: 'New ticket' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible()
  await tabTo(page, form.title)
  await page.keyboard.type(title)
  await page.keyboard.press('Tab')
  await expect(form.description).toBeFocused()
  await page.keyboard.type(CHARGED_TWICE)
  await expect(form.priority.picked).toHaveAccessibleName('Medium (suggested)')

  // The arrow keys move inside a group of chips.
  await tabTo(page, form.priority.picked)
  // Radio groups choose while an arrow key is down: the finger rests on it until they have.
  await page.keyboard.down('ArrowRight')
  await expect(form.priority.picked).toHaveAccessibleName('High')
  await page.keyboard.up('ArrowRight')
  await tabTo(page, form.submit)
  await page.keyboard.press('Enter')
  await expect(form.filed).toBeVisible()

  await page.keyboard.press('Shift+Tab')
  await tabTo(page, page.getByRole('link', { name: title }).first(), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(detail.heading).toHaveText(title)
  await tabTo(page, detail.field('Status'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: 'Open' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio', { name: 'In progress' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(detail.field('Status')).toHaveText('In progress')
  await expect(detail.field('Status')).toBeFocused()
  await expect
    .poll(() => api.search(marker))
    .toMatchObject([{ title, category: 'billing', priority: 'high', status: 'in_progress' }])
})

test('in the list, j and k go from ticket to ticket', async ({ page, api, marker }) => {
  const titles = ['First', 'Second', 'Third'].map((name) => `${name} ${marker}`)
  await api.createMany(titles.toReversed().map((title) => ({ title, description: CHARGED_TWICE })))
  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await list.link(titles[0] ?? '').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(list.link(titles[2] ?? '')).toBeFocused()
  await page.keyboard.press('k')
  await expect(list.link(titles[1] ?? '')).toBeFocused()
})

test('in the list, x picks a ticket, and Shift with x all up to it', async ({ page, api, marker }) => {
  const titles = ['First', 'Second', 'Third'].map((name) => `${name} ${marker}`)
  await api.createMany(titles.toReversed().map((title) => ({ title, description: CHARGED_TWICE })))
  const list = new TicketListPage(page)
  await list.open({ search: marker })
  await list.link(titles[0] ?? '').focus()
  await page.keyboard.press('x')
  await expect(list.picked).toContainText('1 selected')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await expect(list.picked).toContainText('3 selected')

  // The bar stands before the rows.
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await tabTo(page, list.picked.getByRole('link', { name: 'Analyse' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'Hand-picked tickets' })).toBeChecked()
})

test('"Skip to content" is the first stop and leads past the navigation', async ({ page }) => {
  await page.goto('/new')
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(new NewTicketPage(page).title).toBeFocused()
})

test('every stop of the Tab key shows where it is', async ({ page, api, marker }) => {
  const { id, title } = await api.create({ title: `Stopped at ${marker}`, description: CHARGED_TWICE })
  const dashboard = new DashboardPage(page)
  for (const [address, loaded] of [
    [`/?search=${marker}`, page.getByRole('link', { name: title })],
    ['/new', page.getByRole('link', { name: title })],
    [`/tickets/${id}`, page.getByText('filed the ticket')],
    ['/dashboard', dashboard.bar('By status', 'Open')],
    [`/analysis?of=filter&search=${marker}`, page.getByText('1 ticket', { exact: true })],
  ] as const) {
    await page.goto(address)
    await expect(loaded).toBeVisible()
    const stops = await walkWithTab(page)
    expect(stops.length, `stops on ${address}`).toBeGreaterThan(5)
    expect(stops.filter(({ outlined }) => !outlined)).toEqual([])
  }
})

async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(target).toBeFocused()
}

interface Stop {
  name: string
  outlined: boolean
}

/** Through the whole page, and for each stop whether an outline is drawn: by itself, its ::after, or its label. */
async function walkWithTab(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  while (stops.length < MAX_STOPS) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const drawn = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
        outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      const label = element.closest('label')
      const outlined =
        drawn(getComputedStyle(element)) ||
        drawn(getComputedStyle(element, '::after')) ||
        (label !== null && drawn(getComputedStyle(label)))
      return { name: element.outerHTML.slice(0, 160), outlined }
    })
    if (!stop) break
    stops.push(stop)
  }
  return stops
}
