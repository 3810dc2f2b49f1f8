import { type InfiniteData, replaceEqualDeep } from '@tanstack/react-query'
import type { TicketPage } from '@/api/types'

export type Pages = InfiniteData<TicketPage, string | null>

/**
 * What a list shows after it changed. A page that was fetched comes with those before it as they were when it was
 * asked for: they stay as they are by now. If it does not follow them any more, it is left out, to be asked for again.
 */
export function nextPages(shown: Pages | undefined, next: Pages): Pages {
  if (!shown || next.pages.length <= shown.pages.length) return replaceEqualDeep(shown, next)
  const fetched = next.pages.slice(shown.pages.length)
  const follows = shown.pages.at(-1)?.next === next.pageParams[shown.pages.length]
  return follows ? { ...next, pages: [...shown.pages, ...fetched] } : shown
}
