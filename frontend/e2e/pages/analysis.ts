import type { Locator, Page } from '@playwright/test'

type Scope = 'All tickets not analysed yet' | 'Tickets of a filter' | 'Hand-picked tickets'

export class AnalysisPage {
  readonly start: Locator
  readonly estimate: Locator
  readonly runs: Locator

  constructor(private readonly page: Page) {
    const panel = page.getByRole('region', { name: 'New run' })
    this.start = panel.getByRole('button', { name: 'Analyse' })
    this.estimate = panel.getByRole('status')
    this.runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.goto('/analysis')
  }

  scope(scope: Scope): Locator {
    return this.page.getByRole('radio', { name: scope })
  }

  run(id: number): Locator {
    return this.runs.filter({ has: this.page.getByRole('heading', { name: new RegExp(`^Run ${id} `) }) })
  }
}
