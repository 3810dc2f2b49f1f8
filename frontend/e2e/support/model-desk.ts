import { START_LIMIT_MS, withDesk } from './other-desk'
import { test as base } from './test'

/**
 * Journeys through a desk with a language model: the fake one, which does what a text tells it to. They start it
 * beside the other journeys' desk, whose suggestions come from keywords. A desk that is given by DESK_URL has to have
 * the fake model itself.
 */
const SETTINGS = {
  LLM_PROVIDER: 'fake',
  // What a journey lets fail must not close the model for the next one.
  LLM_BREAKER_FAILURES: '1000',
}

export const test = base.extend<object, { modelDesk: string }>({
  modelDesk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      const { DESK_URL: url, DESK_DATABASE_URL: database } = process.env
      // Given by hand, and not by the stack that Playwright started for the other journeys.
      if (url && !database) return provide(url)
      await withDesk(SETTINGS, (desk) => provide(desk.url))
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
  baseURL: async ({ modelDesk }, provide) => {
    await provide(modelDesk)
  },
})

export { expect } from './test'
