// From the start of the page: as long as a slow phone may take to start the app.
const FRESH_MS = 30_000

/**
 * The answer to what src/early.ts asked ahead of the app, once: whoever asks again wants to know anew. After a write,
 * and once the page is older, what was asked before is out of date, and nothing is handed over any more.
 */
export function takeEarly({ method, url }: Request): Promise<Response> | undefined {
  const early = globalThis.deskEarly
  if (!early) return undefined
  if (method !== 'GET' || performance.now() > FRESH_MS) {
    globalThis.deskEarly = undefined
    return undefined
  }
  const { pathname, search } = new URL(url)
  const address = pathname + search
  const answer = early.get(address)
  // Also where there is none: then the app was quicker, and early.ts asks no more.
  early.set(address, undefined)
  return answer
}
