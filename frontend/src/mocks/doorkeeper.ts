import { HttpResponse, http, type RequestHandler } from 'msw'
import { accessOf } from '@/lib/access'
import type { Desk } from './desk'
import { errorBody } from './failures'

/** What anybody may do at a closed desk. */
const FOR_ANYBODY = [
  /^\w+ \/api\/session\//,
  /^GET \/api\/follow\/$/,
  /^POST \/api\/tickets\/$/,
  /^POST \/api\/tickets\/classify\/$/,
]
/** An account's own things, whatever its role is. */
const OWN = /^\w+ \/api\/tokens\//

/** Refuses what the visitor may not do, before any other handler answers. */
export function createDoorkeeper({ accounts }: Desk): RequestHandler {
  return http.all('/api/*', ({ request }) => {
    const asked = `${request.method} ${new URL(request.url).pathname}`
    const access = accessOf(accounts.session)
    if (access === 'agent' || FOR_ANYBODY.some((allowed) => allowed.test(asked))) return undefined
    if (access === 'unready') {
      const refusal = errorBody('second_factor_required', 'Set up a second factor first.')
      return HttpResponse.json(refusal, { status: 403 })
    }
    if (access === 'anybody') {
      return HttpResponse.json(errorBody('not_authenticated', 'Sign in first.'), { status: 401 })
    }
    if (OWN.test(asked) || (access === 'reader' && request.method === 'GET')) return undefined
    return HttpResponse.json(errorBody('permission_denied', 'Your role may not do this.'), { status: 403 })
  })
}
