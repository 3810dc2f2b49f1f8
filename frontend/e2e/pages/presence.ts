import { expect, type Page } from '@playwright/test'

/** Coming back to the tab: the page asks at once, and not only when its next beat is due. */
export const comeBack = (page: Page) =>
  page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

/** When the desk has heard of the page: whoever comes from then on sees that somebody is there. */
export const isKnown = (page: Page) =>
  page.waitForResponse(
    (response) =>
      response.request().method() === 'PUT' && response.url().endsWith('/presence/') && response.ok(),
  )

/**
 * Comes back until it is seen, and before the next beat is due: what is under way already when somebody comes back is
 * not asked once more.
 */
export async function expectToSee(page: Page, words: string): Promise<void> {
  await expect(async () => {
    await comeBack(page)
    await expect(page.getByText(words)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 14_000 })
}

/** Long before the desk would forget somebody who says nothing any more. */
export async function expectNobodyElse(page: Page): Promise<void> {
  await expect(async () => {
    await comeBack(page)
    await expect(page.getByText(/ is (looking at|changing) this ticket/)).toHaveCount(0, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}
