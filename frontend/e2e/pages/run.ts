import { type Download, expect, type Locator, type Page } from '@playwright/test'

type State = 'Waiting' | 'Under way' | 'Completed' | 'Failed' | 'Cancelled'

/** As long as a run over a few tickets may take on a machine that is busy. */
const RUN_MS = 60_000

export class RunPage {
  readonly header: Locator
  readonly progress: Locator
  readonly cancel: Locator
  readonly retry: Locator
  readonly summary: Locator
  readonly tickets: Locator
  readonly outcome: Locator

  constructor(private readonly page: Page) {
    const title = page.getByRole('heading', { level: 1, name: /^Run \d+$/ })
    this.header = page.locator('header').filter({ has: title })
    this.progress = page.getByRole('region', { name: 'Progress' })
    this.cancel = page.getByRole('button', { name: 'Cancel the run' })
    this.retry = page.getByRole('button', { name: /^Retry the failed ones|^Analyse the rest/ })
    this.summary = page.getByRole('region', { name: 'Summary' })
    this.tickets = page.getByRole('list', { name: 'Tickets' }).getByRole('listitem')
    this.outcome = page.getByRole('region', { name: 'Tickets' }).getByRole('alert')
  }

  async open(id: number, query = ''): Promise<void> {
    await this.page.goto(`/analysis/${id}${query}`)
  }

  /** The id in the address. */
  get id(): number {
    return Number(new URL(this.page.url()).pathname.split('/').at(-1))
  }

  /** A figure at the top: "Analysed", "Read by", "Cost". */
  fact(name: string): Locator {
    return this.page
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .locator('+ dd')
  }

  async expectState(state: State): Promise<void> {
    await expect(this.header.getByText(state, { exact: true })).toBeVisible({ timeout: RUN_MS })
  }

  ticket(title: string): Locator {
    return this.tickets.filter({ has: this.page.getByRole('heading', { name: title, exact: true }) })
  }

  async download(format: 'Markdown' | 'CSV'): Promise<Download> {
    const download = this.page.waitForEvent('download')
    await this.page.getByRole('link', { name: `Download as ${format}` }).click()
    return download
  }
}
