import type { Page } from '@playwright/test'
import { SignInPage } from '../pages/sign-in'
import { type Accounts, test as base, PASSWORD, SETTINGS } from './closed-desk'
import { HostileModel } from './hostile-model'
import { START_LIMIT_MS, withDesk } from './other-desk'
import { PAYLOADS } from './payloads'
import { ScriptWatch } from './script-watch'
import { expect } from './test'

/** What Chromium says of answers that these journeys cause. */
export const REFUSED = /Failed to load resource.*(400|401|404|409)/

/** Of every account here: it stands in the corner, in histories and on the admin site. */
export const HOSTILE_NAME = `<img src=x onerror=ran('name')>`

/** A desk that asks people to sign in and whose model wishes it ill; whatever runs in a page is heard. */
export const test = base.extend<{ watch: ScriptWatch }>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      const model = await HostileModel.start(PAYLOADS)
      const settings = {
        ...SETTINGS,
        LLM_PROVIDER: 'openai-compatible',
        LLM_BASE_URL: model.url,
        LLM_MODEL: 'hostile',
      }
      await withDesk(settings, provide)
      model.stop()
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
  watch: [
    async ({ context }, provide) => {
      const watch = new ScriptWatch()
      await watch.over(context)
      await provide(watch)
    },
    { auto: true },
  ],
})

export async function signInAs(
  page: Page,
  accounts: Accounts,
  name: string,
  role: 'agent' | 'administrator' = 'agent',
): Promise<void> {
  await accounts.create(name, role, HOSTILE_NAME)
  const form = new SignInPage(page)
  await form.open()
  await form.signIn(name, PASSWORD)
  await expect(form.account).toBeVisible()
}

export { expect } from './test'
