import { HttpResponse, type RequestHandler } from 'msw'
import { createOpenApiHttp } from 'openapi-msw'
import type { paths } from '@/api/schema.gen'
import { type Desk, followToken } from './desk'
import { errorBody, failure } from './failures'

const http = createOpenApiHttp<paths>({ baseUrl: globalThis.location.origin })

/** Following a ticket by its link. A title with a sentinel makes it fail that way; "[429]" for a minute and a half. */
export function createFollowHandlers(desk: Desk): RequestHandler[] {
  return [
    http.get('/api/follow/', ({ request, response }) => {
      const ticket = desk.followed(request.headers.get('X-Follow-Token'))
      if (!ticket) return response(404).json(errorBody('not_found', 'This link leads to no ticket.'))
      if (ticket.title.includes('[429]')) {
        const headers = { 'Retry-After': '90' }
        return response.untyped(
          HttpResponse.json(errorBody('throttled', 'Too many.'), { status: 429, headers }),
        )
      }
      const failed = failure(ticket.title)
      return failed ? response.untyped(failed) : response(200).json(ticket)
    }),

    http.get('/api/tickets/{ticket_id}/follow/', ({ params, response }) =>
      response(200).json({ token: followToken(Number(params.ticket_id)) }),
    ),
  ]
}
