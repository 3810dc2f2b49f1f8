import type { Locator, Page } from '@playwright/test'

type Panel = 'Tickets per day' | 'By priority' | 'By category' | 'By status'

export class DashboardPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/dashboard')
  }

  /** The number under a name: "All tickets", "Open", "New per day". */
  figure(name: string): Locator {
    return this.page.getByRole('term').filter({ hasText: name }).locator('+ dd')
  }

  panel(name: Panel): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  /** A bar of a breakdown: "High 12 34%". */
  bar(panel: Panel, label: string): Locator {
    return this.panel(panel).getByRole('link', { name: new RegExp(`^${label} `) })
  }
}
