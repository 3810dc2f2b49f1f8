import type { RequestHandler } from 'msw'
import { createOpenApiHttp } from 'openapi-msw'
import type { paths } from '@/api/schema.gen'
import type { Desk } from './desk'
import { failure } from './failures'

const http = createOpenApiHttp<paths>({ baseUrl: globalThis.location.origin })

/** Who has a ticket open. Somebody whose name has a sentinel makes it fail that way. */
export function createPresenceHandlers(desk: Desk): RequestHandler[] {
  const failed = () => failure(desk.onlookers.map(({ name }) => name).join(' '))
  return [
    http.get('/api/tickets/{ticket_id}/presence/', ({ response }) =>
      response(200).json({ others: desk.onlookers }),
    ),

    http.put('/api/tickets/{ticket_id}/presence/', async ({ params, request, response }) => {
      const { state } = await request.json()
      desk.told.push(`${state} ${params.ticket_id}`)
      const failure = failed()
      return failure ? response.untyped(failure) : response(200).json({ others: desk.onlookers })
    }),

    http.delete('/api/tickets/{ticket_id}/presence/', ({ params, response }) => {
      desk.told.push(`left ${params.ticket_id}`)
      return response(204).empty()
    }),
  ]
}
