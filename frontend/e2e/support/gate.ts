import type { Page, Route } from '@playwright/test'

/** A request that is held back until the test lets it go on: what happens in between is seen, not raced. */
export class Gate {
  /** Resolves when a request waits at the gate. */
  readonly reached: Promise<void>
  private arrive = () => {}
  private release = () => {}
  private readonly opened: Promise<void>

  private constructor() {
    this.reached = new Promise((resolve) => {
      this.arrive = resolve
    })
    this.opened = new Promise((resolve) => {
      this.release = resolve
    })
  }

  /** Holds back every request with `method` to `url`; after that it goes on as `then` says, by default to the server. */
  static async before(
    page: Page,
    method: 'POST' | 'PATCH',
    url: string | RegExp,
    then: (route: Route) => Promise<void> = (route) => route.continue(),
  ): Promise<Gate> {
    const gate = new Gate()
    await page.route(url, async (route) => {
      if (route.request().method() !== method) return route.fallback()
      gate.arrive()
      await gate.opened
      // The page may have given the request up in the meantime.
      await then(route).catch(() => {})
    })
    return gate
  }

  open(): void {
    this.release()
  }
}
