import type { CDPSession, Page } from '@playwright/test'

export interface Loaded {
  url: string
  /** As Chromium names it: Script, Stylesheet, Font, Fetch, ... */
  type: string
  /** What came over the wire, headers included; 0 from the browser's own cache. */
  bytes: number
  /** Its place among all that was asked for, by when that was; the first has 0. */
  place: number
}

/** What a page loads, counted by the browser itself: compressed, as it came over the wire. */
export class Traffic {
  readonly loaded: Loaded[] = []
  private readonly under = new Map<string, Loaded>()
  private asked = 0

  private constructor(readonly session: CDPSession) {
    session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
      this.under.set(requestId, { url: request.url, type: type ?? 'Other', bytes: 0, place: this.asked++ })
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const one = this.under.get(requestId)
      this.under.delete(requestId)
      if (one) this.loaded.push({ ...one, bytes: encodedDataLength })
    })
    session.on('Network.loadingFailed', ({ requestId }) => this.under.delete(requestId))
  }

  static async of(page: Page): Promise<Traffic> {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    return new Traffic(session)
  }

  /** What was asked for and has not come yet. */
  get underWay(): Loaded[] {
    return [...this.under.values()]
  }

  /** Those whose address has this in it. */
  to(part: string): Loaded[] {
    return this.loaded.filter(({ url }) => url.includes(part))
  }
}

export const bytesOf = (loaded: readonly Loaded[]): number =>
  loaded.reduce((sum, { bytes }) => sum + bytes, 0)
