import { TicketListPage } from './pages/ticket-list'
import { expect, test } from './support/test'
import { bytesOf, Traffic } from './support/traffic'

/** Compressed, with nothing in the cache: what was found, and a twentieth more. */
const LIST_BYTES = 156_000
const PAGE_BYTES = 161_000
const FONT_BYTES = 36_000
/** What comes when the page is at rest: menus, messages, the filters of a narrow window. */
const REST_BYTES = 46_000
const NEXT_PAGE_BYTES = 9_000

test.describe('the weight of the pages', () => {
  const pages = [
    { what: 'the list', path: '/', requests: 4, files: 6, bytes: LIST_BYTES },
    { what: 'the form', path: '/new', requests: 2, files: 11, bytes: PAGE_BYTES },
    { what: 'the dashboard', path: '/dashboard', requests: 4, files: 7, bytes: PAGE_BYTES },
  ]
  for (const { what, path, requests, files, bytes } of pages) {
    test(`${what} asks for no more than it shows`, async ({ page, api, marker }) => {
      await api.create({ title: marker, description: 'To have something to show' })
      const traffic = await Traffic.of(page)

      await page.goto(path)
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
      await page.waitForLoadState('networkidle')

      const assets = traffic.to('/assets/')
      const fonts = assets.filter(({ type }) => type === 'Font')
      const bundle = assets.filter(({ type }) => type !== 'Font')
      expect(bytesOf(bundle), named(bundle)).toBeLessThan(bytes)
      expect(bundle.length, named(bundle)).toBeLessThanOrEqual(files)
      expect(bytesOf(fonts), named(fonts)).toBeLessThan(FONT_BYTES)
      const asked = traffic.to('/api/')
      expect(asked.length, named(asked)).toBeLessThanOrEqual(requests)
    })
  }

  test('what the first view does without comes when the page is at rest, and nothing comes twice', async ({
    page,
    api,
    marker,
  }) => {
    await api.create({ title: marker, description: 'To have something to show' })
    const list = new TicketListPage(page)
    const rest = page.waitForResponse(/toast-stack/)
    await list.open({ search: marker })
    await expect(list.rows).toHaveCount(1)
    await page.waitForLoadState('networkidle')
    const traffic = await Traffic.of(page)

    await rest
    const counts: number[] = []
    const comesMore = () => counts.push(traffic.loaded.length) < 2 || counts.at(-1) !== counts.at(-2)
    await expect.poll(comesMore, { intervals: [700] }).toBe(false)
    const later = traffic.to('/assets/')
    expect(bytesOf(later), named(later)).toBeLessThan(REST_BYTES)
    traffic.loaded.length = 0

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
