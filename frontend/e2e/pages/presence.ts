import { expect, type Page } from '@playwright/test'

/** Coming back to the tab: the page asks at once, and not only when its next beat is due. */
export const comeBack = (page: Page) =>
  page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

/** Long before the desk would forget somebody who says nothing any more. */
export async function expectNobodyElse(page: Page): Promise<void> {
  await expect(async () => {
    await comeBack(page)
    await expect(page.getByText(/ is (looking at|changing) this ticket/)).toHaveCount(0, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}
