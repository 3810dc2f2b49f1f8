import type { Locator, Page } from '@playwright/test'

/** A ticket as who has its link sees it. */
export class FollowPage {
  readonly heading: Locator
  readonly status: Locator
  readonly changes: Locator
  readonly lookAgain: Locator

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 })
    this.status = page.getByRole('article').getByRole('status')
    this.changes = page.getByRole('region', { name: 'What has happened' }).getByRole('listitem')
    this.lookAgain = page.getByRole('button', { name: 'Look again' })
  }

  async open(link: string): Promise<void> {
    await this.page.goto(link)
  }
}
