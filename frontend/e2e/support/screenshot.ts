import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'

/** Where somebody wants every page pictured; undefined: only the README's. */
export const FOLDER = process.env.SCREENSHOTS && resolve(process.env.SCREENSHOTS)

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 360, height: 780 }

export async function take(page: Page, path: string): Promise<void> {
  mkdirSync(resolve(path, '..'), { recursive: true })
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path })
}
