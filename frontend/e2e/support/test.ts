import { randomUUID } from 'node:crypto'
import { test as base, expect, type Page } from '@playwright/test'
import { DeskApi } from './api'
import { Noise } from './noise'
import { type Desk, START_LIMIT_MS, withDesk } from './other-desk'

interface Fixtures {
  api: DeskApi
  /** A word that occurs in this test's tickets only: it finds them again. */
  marker: string
  /** Heard in every test, whether it asks or not; see Noise. */
  noise: Noise
  /** Somebody else at the same desk: another browser profile, so that the pages tell each other nothing. */
  colleague: Page
}

export const test = base.extend<Fixtures, { desk: Desk }>({
  // Of each worker of Playwright's: beside it another one may count and sort its own tickets.
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      const { DESK_URL: given } = process.env
      if (given) await provide({ url: given, databaseUrl: '' })
      else await withDesk({}, provide)
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],

  baseURL: async ({ desk }, provide) => {
    await provide(desk.url)
  },

  api: async ({ request }, provide) => {
    await provide(new DeskApi(request))
  },

  // The first argument has to be a pattern, and this fixture needs nothing.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
  marker: async ({}, provide) => {
    await provide(`m${randomUUID().slice(0, 8)}`)
  },

  noise: [
    async ({ context, baseURL }, provide) => {
      const noise = new Noise(new URL(baseURL ?? '').origin)
      noise.listenTo(context)
      await provide(noise)
      expect(noise.problems, 'errors, broken policies and foreign requests').toEqual([])
    },
    { auto: true },
  ],

  colleague: async ({ browser, noise, contextOptions, baseURL }, provide) => {
    const context = await browser.newContext({ ...contextOptions, ...(baseURL && { baseURL }) })
    noise.listenTo(context)
    await provide(await context.newPage())
    await context.close()
  },
})

export { expect } from '@playwright/test'
