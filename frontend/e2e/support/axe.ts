import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const BLOCKING = ['serious', 'critical']

/** No violation of serious or critical impact in the page as it is now, in the light theme and in the dark one. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  // Only colours differ between the themes.
  await expectNoViolation(new AxeBuilder({ page }).withRules('color-contrast'), `${what}, dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoViolation(new AxeBuilder({ page }), `${what}, light`)
}

async function expectNoViolation(axe: AxeBuilder, what: string): Promise<void> {
  // The other mode opens a page of its own for each run, for frames of other origins; there are none.
  const { violations, passes } = await axe.setLegacyMode().analyze()
  expect(passes.length, `rules that axe could check on ${what}`).toBeGreaterThan(0)
  const found = violations
    .filter(({ impact }) => BLOCKING.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })))
  expect(found, `axe on ${what}`).toEqual([])
}
