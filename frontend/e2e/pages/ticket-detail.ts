import type { Locator, Page } from '@playwright/test'

export const ONE_TICKET = /\/api\/tickets\/\d+\/$/

type Field = 'Status' | 'Priority' | 'Category' | 'Assignee'

export class TicketDetailPage {
  readonly heading: Locator
  readonly history: Locator
  readonly problem: Locator
  readonly edit: Locator

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.history = page.getByRole('region', { name: 'History' }).getByRole('listitem')
    this.problem = page.getByRole('alert')
    this.edit = page.getByRole('button', { name: 'Edit' })
  }

  async open(id: number): Promise<void> {
    await this.page.goto(`/tickets/${id}`)
  }

  /** The button that shows a field's value and opens its choices. */
  field(field: Field): Locator {
    return this.page
      .getByRole('region', { name: 'Properties' })
      .getByRole('button', { name: new RegExp(`^${field}`) })
  }

  async choose(field: Field, value: string): Promise<void> {
    await this.field(field).click()
    await this.page.getByRole('menuitemradio', { name: value }).click()
  }
}
