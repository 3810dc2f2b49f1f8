import type { Middleware } from 'openapi-fetch'
import { nobodyThere } from '@/lib/last-touch'

const HEADER = 'X-Desk-Background'

/** What the page asks while nobody is there does not prolong a session: the server goes by this header. */
export const tellBackground: Middleware = {
  onRequest({ request }) {
    if (nobodyThere()) request.headers.set(HEADER, '1')
    return request
  },
}
