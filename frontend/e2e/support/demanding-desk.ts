import { test as base, SETTINGS } from './closed-desk'
import { START_LIMIT_MS, withDesk } from './other-desk'

/** Journeys through a desk that lets no agent in without a second factor. */
export const test = base.extend({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      await withDesk({ ...SETTINGS, SECOND_FACTOR_REQUIRED: 'agent' }, provide)
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
})

export { expect } from './test'
