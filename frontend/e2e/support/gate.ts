import type { Page, Route } from '@playwright/test'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

const ABOUT_TICKETS = /\/api\/tickets\//

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

  /**
   * Holds back what the page asks about tickets by itself from time to time, so that none of it comes in between. Of what
   * the page shows by then, nothing is refreshed until the gate is opened.
   */
  static async beforePolls(page: Page): Promise<Gate> {
    return Gate.before(page, ['GET', 'PUT'], ABOUT_TICKETS)
  }

  /** Holds back every request with `method` to `url`; after that it goes on as `then` says, by default to the server. */
  static async before(
    page: Page,
    method: Method | readonly Method[],
    url: string | RegExp,
    then: (route: Route) => Promise<void> = (route) => route.continue(),
  ): Promise<Gate> {
    const gate = new Gate()
    const methods: readonly string[] = [method].flat()
    await page.route(url, async (route) => {
      if (!methods.includes(route.request().method())) return route.fallback()
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
