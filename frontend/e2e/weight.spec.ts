import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/test'
import { bytesOf, Traffic } from './support/traffic'

/** Compressed, with nothing in the cache. */
const BUNDLE_BYTES = 200_000
const FONT_BYTES = 40_000
const NEXT_PAGE_BYTES = 40_000

test.describe('the weight of the pages', () => {
  const pages = [
    { what: 'the list', path: '/', requests: 4 },
    { what: 'the form', path: '/new', requests: 2 },
    { what: 'the dashboard', path: '/dashboard', requests: 4 },
  ]
  for (const { what, path, requests } of pages) {
    test(`${what} asks for no more than it shows`, async ({ page, api, marker }) => {
      await api.create({ title: marker, description: 'To have something to show' })
      const traffic = await Traffic.of(page)

      await page.goto(path)
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
      await page.waitForLoadState('networkidle')

      const assets = traffic.to('/assets/')
      const fonts = assets.filter(({ type }) => type === 'Font')
      const bundle = assets.filter(({ type }) => type !== 'Font')
      expect(bytesOf(bundle), named(bundle)).toBeLessThan(BUNDLE_BYTES)
      expect(bytesOf(fonts), named(fonts)).toBeLessThan(FONT_BYTES)
      const asked = traffic.to('/api/')
      expect(asked.length, named(asked)).toBeLessThanOrEqual(requests)
    })
  }

  test('what the first page has loaded is not loaded again', async ({ page, api, marker }) => {
    await api.create({ title: marker, description: 'To have something to show' })
    const list = new TicketListPage(page)
    await list.open({ search: marker })
    await expect(list.rows).toHaveCount(1)
    await page.waitForLoadState('networkidle')
    const traffic = await Traffic.of(page)

    await list.link(marker).click()
    await expect(page.getByRole('heading', { name: marker })).toBeVisible()
    await page.waitForLoadState('networkidle')

    const assets = traffic.to('/assets/')
    expect(bytesOf(assets), named(assets)).toBeLessThan(NEXT_PAGE_BYTES)
    expect(assets.filter(({ type }) => type === 'Stylesheet' || type === 'Font')).toEqual([])
  })
})

const named = (loaded: readonly { url: string; bytes: number }[]): string =>
  loaded.map(({ url, bytes }) => `${new URL(url).pathname} ${Math.round(bytes)}`).join(', ')
