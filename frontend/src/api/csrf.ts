import type { Middleware } from 'openapi-fetch'

const COOKIE = 'csrftoken'
const HEADER = 'X-CSRFToken'
const CHANGES_NOTHING = ['GET', 'HEAD', 'OPTIONS']

/** The token that proves a request to be of a page of this origin. Read anew each time: signing in changes it. */
export function csrfToken(cookies: string = document.cookie): string | undefined {
  for (const cookie of cookies.split(';')) {
    const [name, value] = cookie.trim().split('=')
    if (name === COOKIE && value) return value
  }
  return undefined
}

/** Sent with whatever may change something; without a cookie there is nothing to send, and the server decides. */
export const sendCsrfToken: Middleware = {
  onRequest({ request }) {
    const token = csrfToken()
    if (token && !CHANGES_NOTHING.includes(request.method)) request.headers.set(HEADER, token)
    return request
  },
}
