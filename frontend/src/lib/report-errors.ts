/** Errors that no page could handle, told to the desk, which counts them and passes them on (POST /api/errors/). */

const PATH = '/api/errors/'
const AT_MOST = 5
/** As the API limits them. */
const LIMITS = { message: 500, stack: 8000, route: 101 }

const told = new Set<string>()

/** What the page sees of an error is left as it is. */
export function reportErrors(): void {
  window.addEventListener('error', (event) => reportError(event.error))
  window.addEventListener('unhandledrejection', (event) => reportError(event.reason))
}

/** Each error once, a few for each time the page is loaded. Never throws, and never waits. */
export function reportError(error: unknown): void {
  if (!(error instanceof Error) || error.name === 'AbortError' || unanswered(error)) return
  const what = `${error.name} ${error.message}`
  if (told.has(what) || told.size >= AT_MOST) return
  told.add(what)
  const body = JSON.stringify({
    type: /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'Error',
    message: withoutFragments(error.message).slice(0, LIMITS.message),
    stack: withoutFragments(error.stack ?? '').slice(0, LIMITS.stack),
    route: location.pathname.replace(/[^\w/-]/g, '').slice(0, LIMITS.route),
    ...requestOf(error),
  })
  const headers = { 'Content-Type': 'application/json' }
  void fetch(PATH, { method: 'POST', body, headers, credentials: 'omit', keepalive: true }).catch(
    () => undefined,
  )
}

/** An address may carry a secret behind its #, as the link of a ticket does: it goes to nobody. */
function withoutFragments(text: string): string {
  return text.replace(/((?:https?:\/)?\/[^\s#"'<>()]*)#[^\s"'<>()]+/g, '$1#…')
}

/** The desk was not reached: it would not be now, and it knows better than the page what it does. */
function unanswered(error: Error): boolean {
  return 'status' in error && error.status === 0
}

function requestOf(error: Error): { request_id?: string } {
  const id = 'requestId' in error ? error.requestId : undefined
  return typeof id === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(id) ? { request_id: id } : {}
}
