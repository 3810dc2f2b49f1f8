import { expect, type Locator, type Page } from '@playwright/test'

type Facet = 'Status' | 'Priority' | 'Category' | 'Assignee'

export class TicketListPage {
  readonly search: Locator
  readonly rows: Locator
  readonly clearAll: Locator
  /** "3 selected", with what can be done with them. */
  readonly picked: Locator

  constructor(private readonly page: Page) {
    this.search = page.getByRole('textbox', { name: 'Search tickets' })
    this.rows = page.getByRole('list', { name: 'Tickets' }).getByRole('listitem')
    this.clearAll = page.getByRole('button', { name: 'Clear all' })
    this.picked = page.getByRole('region', { name: 'Selected tickets' })
  }

  async open(query: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`/?${new URLSearchParams(query)}`)
  }

  get titles(): Locator {
    return this.rows.getByRole('heading')
  }

  /** The rows that are in the document, in one look: a virtual list may change between two questions. */
  visibleRows(): Promise<{ position: number; title: string }[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => ({
        position: Number(row.getAttribute('aria-posinset')),
        title: row.querySelector('h2')?.textContent ?? '',
      })),
    )
  }

  row(title: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('heading', { name: title, exact: true }) })
  }

  link(title: string): Locator {
    return this.page.getByRole('link', { name: title, exact: true })
  }

  async pick(title: string, ...modifiers: 'Shift'[]): Promise<void> {
    await this.page.getByRole('checkbox', { name: `Select ${title}`, exact: true }).click({ modifiers })
  }

  status(title: string): Locator {
    return this.page.getByRole('button', { name: `Status of ${title}:` })
  }

  async changeStatus(title: string, to: string): Promise<void> {
    await this.status(title).click()
    await this.page.getByRole('menuitemradio', { name: to }).click()
  }

  facet(facet: Facet, value: string): Locator {
    return this.page.getByRole('group', { name: facet }).getByRole('checkbox', { name: value })
  }

  async toggle(facet: Facet, value: string): Promise<void> {
    const checkbox = this.facet(facet, value)
    await checkbox.setChecked(!(await checkbox.isChecked()))
  }

  async expectSummary(text: string): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: text })).toBeVisible()
  }
}
