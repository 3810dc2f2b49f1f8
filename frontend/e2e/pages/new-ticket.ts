import type { Locator, Page } from '@playwright/test'

export const CLASSIFY = '**/api/tickets/classify/'
export const TICKETS = '**/api/tickets/'

/** Texts whose classification is part of the product's promise. */
export const CHARGED_TWICE = 'I was charged twice for my subscription this month.'
export const PRODUCTION_DOWN = 'Production is down and users cannot log in. This is urgent!'

export class NewTicketPage {
  readonly title: Locator
  readonly description: Locator
  readonly category: Choice
  readonly priority: Choice
  readonly suggestionState: Locator
  readonly submit: Locator
  readonly problem: Locator
  readonly latest: Locator

  constructor(private readonly page: Page) {
    this.title = page.getByRole('textbox', { name: 'Title' })
    this.description = page.getByRole('textbox', { name: 'Description' })
    this.category = new Choice(page, 'Category')
    this.priority = new Choice(page, 'Priority')
    this.suggestionState = page.getByRole('group', { name: 'Triage' }).getByRole('status')
    this.submit = page.getByRole('button', { name: 'Submit ticket' })
    this.problem = page.getByRole('alert')
    this.latest = page.getByRole('region', { name: 'Latest tickets' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.goto('/new')
  }

  async write(title: string, description: string): Promise<void> {
    await this.title.fill(title)
    await this.description.fill(description)
  }

  /** "Ticket 12 is filed". */
  get filed(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^Ticket \d+ is filed/ })
  }
}

/** Category or priority: chips of which one may be suggested, and a note that says why. */
class Choice {
  readonly group: Locator

  constructor(page: Page, label: string) {
    this.group = page.getByRole('radiogroup', { name: label })
  }

  get picked(): Locator {
    return this.group.getByRole('radio', { checked: true })
  }

  async pick(label: string): Promise<void> {
    await this.group.getByRole('radio', { name: label }).click()
  }
}
