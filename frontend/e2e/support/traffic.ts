import type { CDPSession, Page } from '@playwright/test'

export interface Loaded {
  url: string
  /** As Chromium names it: Script, Stylesheet, Font, Fetch, ... */
  type: string
  /** What came over the wire, headers included; 0 from the browser's own cache. */
  bytes: number
}

/** What a page loads, counted by the browser itself: compressed, as it came over the wire. */
export class Traffic {
  readonly loaded: Loaded[] = []
  private readonly under = new Map<string, Loaded>()

  private constructor(readonly session: CDPSession) {
    session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
      this.under.set(requestId, { url: request.url, type: type ?? 'Other', bytes: 0 })
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const one = this.under.get(requestId)
      if (one) this.loaded.push({ ...one, bytes: encodedDataLength })
    })
  }

  static async of(page: Page): Promise<Traffic> {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    return new Traffic(session)
  }

  /** Those whose address has this in it. */
  to(part: string): Loaded[] {
    return this.loaded.filter(({ url }) => url.includes(part))
  }
}

export const bytesOf = (loaded: readonly Loaded[]): number =>
  loaded.reduce((sum, { bytes }) => sum + bytes, 0)
