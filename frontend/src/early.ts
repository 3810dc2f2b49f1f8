import type { Session } from './api/types'

// Runs before the page is painted and long before the app is there: a classic script, because it has to block, and a file,
// because the content security policy allows no inline script. It imports nothing but types, so that it is one request.

declare global {
  /** What was asked ahead of the app, by address, until `takeEarly` has handed it over. */
  var deskEarly: Map<string, Promise<Response> | undefined> | undefined
}

;(() => {
  const LIST = '/api/tickets/?page_size=50'
  const TIMEOUT_MS = 20_000
  const READERS = ['read_only', 'agent', 'administrator']
  const { pathname, search } = location

  try {
    // Keep the key in step with lib/theme.ts.
    const theme = localStorage.getItem('desk.theme')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  } catch {
    // Storage is blocked: the system's theme stands.
  }

  // The code of the page, which the app would ask for when it has started.
  const pages: Record<string, string[]> = JSON.parse(document.currentScript?.dataset.pages ?? '{}')
  for (const href of pages[pathname] ?? []) {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', href })
    document.head.append(link)
  }

  const early = new Map<string, Promise<Response> | undefined>()
  globalThis.deskEarly = early
  function ask(address: string): Promise<Response> {
    const answer = fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    early.set(address, answer)
    return answer
  }

  /** As `accessOf` says it: what is refused for certain is not asked. */
  function askForTickets({ open, user, second_factor_required: unready }: Session): void {
    if (unready || !(open || READERS.includes(user?.role ?? ''))) return
    // The app is told if it fails; and if it was quicker, it has asked.
    if (!early.has(LIST)) ask(LIST).catch(() => {})
  }

  const session = ask('/api/session/')
  if (pathname === '/' && !search) document.documentElement.dataset.start = 'tickets'
  session
    .then(async (answer) => {
      if (answer.ok && document.documentElement.dataset.start) askForTickets(await answer.clone().json())
    })
    .catch(() => {})
})()
