import { type BrowserContext, expect, type Page } from '@playwright/test'

/** Hears a payload that runs: what it called itself, in whichever page or frame, and every dialog. */
export class ScriptWatch {
  readonly executed: string[] = []

  async over(context: BrowserContext): Promise<void> {
    await context.exposeFunction('ran', (what: string) => {
      this.executed.push(what)
    })
    context.on('dialog', async (dialog) => {
      this.executed.push(`dialog: ${dialog.message()}`)
      await dialog.dismiss()
    })
  }

  /** Nothing has run, nothing but our own scripts is in the page, and no object has learnt what it did not know. */
  async expectSilence(page: Page, where: string): Promise<void> {
    const foreign = await page.evaluate(() => {
      const handlers = [...document.querySelectorAll('*')].flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on')),
      )
      const inline = [...document.scripts].filter((script) => !script.src).map((script) => script.text)
      const odd = document.querySelectorAll(
        'iframe, object, embed, base, meta[http-equiv], a[href^="javascript:"], [src*="evil.example"], [href*="evil.example"]',
      )
      const polluted = 'ran' in Object.prototype ? ['Object.prototype'] : []
      return [...handlers, ...inline, ...[...odd].map(({ outerHTML }) => outerHTML), ...polluted]
    })
    expect(foreign, `what came into ${where}`).toEqual([])
    expect(this.executed, `what ran in ${where}`).toEqual([])
  }
}
