import type { Page } from '@playwright/test'

/** Far enough ahead that the machine does not get there before the clock is told to stop. */
const AHEAD_MS = 10_000

/**
 * All keys at one moment of the page's clock, which has to be installed: a menu forgets what was typed when a second
 * passes before the next key.
 */
export async function typeAtOnce(page: Page, text: string): Promise<void> {
  await page.clock.pauseAt(await page.evaluate((ahead) => Date.now() + ahead, AHEAD_MS))
  await page.keyboard.type(text)
  await page.clock.resume()
}
