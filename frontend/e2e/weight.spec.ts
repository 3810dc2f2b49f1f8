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

/**
 * What comes when the page is at rest (src/lib/later.ts) is asked for by these names, together with what it needs. On a slow
 * machine it may come while the first view still waits for an answer.
 */
const REST = ['choice-list', 'filter-popover', 'toast-stack']

/** The place from which on it is the rest that comes; infinite while none of it has been asked for. */
const placeOfRest = (traffic: Traffic): number =>
  Math.min(
    ...[...traffic.loaded, ...traffic.underWay]
      .filter(({ url }) => REST.some((name) => url.includes(`/${name}-`)))
      .map(({ place }) => place),
  )

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

      const rest = placeOfRest(traffic)
      const assets = traffic.to('/assets/').filter(({ place }) => place < rest)
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
    const traffic = await Traffic.of(page)
    await list.open({ search: marker })
    await expect(list.rows).toHaveCount(1)

    await expect.poll(() => REST.filter((name) => traffic.to(`/${name}-`).length === 0)).toEqual([])
    await expect.poll(() => traffic.underWay).toEqual([])
    const rest = placeOfRest(traffic)
    // The font is the first view's, and asked for at the first paint: on a machine that stands still, after the rest.
    const later = traffic.to('/assets/').filter(({ place, type }) => place >= rest && type !== 'Font')
    expect(bytesOf(later), named(later)).toBeLessThan(REST_BYTES)
    traffic.loaded.length = 0

    await list.link(marker).click()
    await expect(page.getByRole('heading', { name: marker, level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')

    const assets = traffic.to('/assets/')
    expect(bytesOf(assets), named(assets)).toBeLessThan(NEXT_PAGE_BYTES)
    expect(assets.filter(({ type }) => type === 'Stylesheet' || type === 'Font')).toEqual([])
  })
})

const named = (loaded: readonly { url: string; bytes: number }[]): string =>
  loaded.map(({ url, bytes }) => `${new URL(url).pathname} ${Math.round(bytes)}`).join(', ')
