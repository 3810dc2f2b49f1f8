import { START_LIMIT_MS, withDesk } from './other-desk'
import { test as base } from './test'

/**
 * Journeys through a desk with a language model: the fake one, which does what a text tells it to. A desk that is given
 * by DESK_URL has to have the fake model itself.
 */
const SETTINGS = {
  LLM_PROVIDER: 'fake',
  // What a journey lets fail must not close the model for the next one.
  LLM_BREAKER_FAILURES: '1000',
}

export const test = base.extend({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      const { DESK_URL: given } = process.env
      if (given) await provide({ url: given, databaseUrl: '' })
      else await withDesk(SETTINGS, provide)
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
})

export { expect } from './test'
