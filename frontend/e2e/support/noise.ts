import type { BrowserContext } from '@playwright/test'

/** What Redoc asks its maker for, and the policy refuses. */
export const REDOC_LOGO = /cdn\.redoc\.ly\/redoc\/logo-mini\.svg/

/**
 * What a page must never do unasked: log an error, throw, break the content security policy (which Chromium logs as
 * an error), or ask another origin for anything.
 */
export class Noise {
  private readonly heard: string[] = []
  private readonly expected: RegExp[] = []

  constructor(private readonly origin: string) {}

  listenTo(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.heard.push(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.heard.push(`thrown: ${error.error().stack ?? error.error()}`))
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== this.origin) {
        this.heard.push(`foreign request: ${request.url()}`)
      }
    })
  }

  /** For a journey that makes something fail: Chromium logs every failed request as an error. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns)
  }

  get problems(): string[] {
    return this.heard.filter((line) => !this.expected.some((pattern) => pattern.test(line)))
  }
}
