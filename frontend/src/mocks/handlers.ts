import { delay, HttpResponse, type RequestHandler } from 'msw'
import { createOpenApiHttp } from 'openapi-msw'
import type { paths } from '@/api/schema.gen'
import type { Suggestion, Trends } from '@/api/types'
import { createAnalysisHandlers } from './analysis-handlers'
import { NOW } from './data'
import { type Desk, followToken } from './desk'
import { createDoorkeeper } from './doorkeeper'
import { errorBody, failure } from './failures'
import { createFollowHandlers } from './follow-handlers'
import { createPresenceHandlers } from './presence-handlers'
import { createSessionHandlers } from './session-handlers'

const PAGE_SIZE = 20

const http = createOpenApiHttp<paths>({ baseUrl: globalThis.location.origin })

/** The backend of the tests: typed by the same document as the client. */
export function createHandlers(desk: Desk): RequestHandler[] {
  return [
    createDoorkeeper(desk),
    ...createSessionHandlers(desk),
    ...createFollowHandlers(desk),
    ...createPresenceHandlers(desk),

    http.get('/api/tickets/', ({ request, response }) => {
      const query = new URL(request.url).searchParams
      const failed = failure(query.get('search') ?? '')
      if (failed) return response.untyped(failed)
      const size = Number(query.get('page_size') ?? PAGE_SIZE)
      const start = Number(query.get('cursor') ?? 0)
      const found = desk.list(query)
      return response(200).json({
        count: found.length,
        next: start + size < found.length ? String(start + size) : null,
        previous: null,
        results: found.slice(start, start + size),
      })
    }),

    http.post('/api/tickets/', async ({ request, response }) => {
      const draft = await request.json()
      if (!draft || Array.isArray(draft)) {
        return response('default').json(errorBody('invalid', 'One ticket, please.'), { status: 400 })
      }
      const failed = failure(draft.title)
      if (failed) return response.untyped(failed)
      const key = request.headers.get('Idempotency-Key') ?? ''
      const body = JSON.stringify(draft)
      const before = desk.answered.get(key)
      if (before && before.body !== body) {
        return response('default').json(errorBody('idempotency_conflict', 'The key was used.'), {
          status: 409,
        })
      }
      const ticket = before?.ticket ?? desk.create(draft)
      desk.answered.set(key, { body, ticket })
      return response(201).json({ ...ticket, follow_token: followToken(ticket.id) })
    }),

    http.get('/api/agents/', ({ response }) => response(200).json({ results: desk.agents })),

    http.get('/api/tickets/facets/', ({ response }) => response(200).json(desk.facets())),
    http.get('/api/tickets/stats/', ({ response }) => response(200).json(desk.stats())),
    http.get('/api/tickets/trends/', ({ query, response }) =>
      response(200).json(trends(desk, Number(query.get('days') ?? 30))),
    ),

    http.get('/api/triage/accuracy/', ({ query, response }) =>
      response(200).json({ ...desk.accuracy, days: Number(query.get('days') ?? 30) }),
    ),

    http.post('/api/tickets/classify/', async ({ request, response }) => {
      const { description } = await request.json()
      const failed = failure(description)
      if (failed) return response.untyped(failed)
      if (description.includes('[slow]')) await delay('infinite')
      return response(200).json(classify(description))
    }),

    http.get('/api/tickets/{ticket_id}/', ({ params, response }) => {
      const ticket = desk.find(Number(params.ticket_id))
      return ticket
        ? response(200).json(ticket)
        : response('default').json(errorBody('not_found', 'There is no such ticket.'), { status: 404 })
    }),

    http.patch('/api/tickets/{ticket_id}/', async ({ params, request, response }) => {
      const ticket = desk.find(Number(params.ticket_id))
      if (!ticket) return response('default').json(errorBody('not_found', 'No such ticket.'), { status: 404 })
      const failed = failure(ticket.title)
      if (failed) return response.untyped(failed)
      const { version, assignee: to, ...fields } = (await request.json()) ?? {}
      if (version !== undefined && version !== ticket.version) {
        const body = { ...errorBody('conflict', 'Somebody else changed it.'), current: ticket }
        return response.untyped(HttpResponse.json(body, { status: 409 }))
      }
      const assignee = desk.agents.find(({ id }) => id === to) ?? null
      return response(200).json(desk.change(ticket.id, to === undefined ? fields : { ...fields, assignee }))
    }),

    http.get('/api/tickets/{ticket_id}/history/', ({ response }) =>
      response(200).json({ count: desk.events.length, next: null, previous: null, results: desk.events }),
    ),

    ...createAnalysisHandlers(desk),
  ]
}

/** "invoice" is billing and low, "outage" technical and critical; anything else says nothing. */
function classify(description: string): Suggestion {
  const base = { provider: null, model: null, prompt_version: null, quotation: null }
  const suggestion_id = '11111111-2222-4333-8444-555555555555'
  if (description.includes('invoice')) {
    const matched = { category: ['invoice'], priority: ['question'] }
    return {
      ...base,
      suggestion_id,
      suggested_category: 'billing',
      suggested_priority: 'low',
      source: 'keywords',
      matched,
    }
  }
  if (description.includes('outage')) {
    const matched = { category: ['outage'], priority: ['outage'] }
    return {
      ...base,
      suggestion_id,
      suggested_category: 'technical',
      suggested_priority: 'critical',
      source: 'keywords',
      matched,
    }
  }
  const matched = { category: [], priority: [] }
  return {
    ...base,
    suggestion_id,
    suggested_category: 'general',
    suggested_priority: 'medium',
    source: 'none',
    matched,
  }
}

function trends(desk: Desk, days: number): Trends {
  const day = 24 * 60 * 60_000
  return {
    days,
    per_day: Array.from({ length: days }, (_, index) => ({
      date: new Date(NOW - (days - 1 - index) * day).toISOString().slice(0, 10),
      created: index,
      resolved: 0,
    })),
    status_breakdown: desk.facets().status,
    resolution: { resolved: 0, median_hours: null, p90_hours: null },
    suggestions: { category: { accepted: 0, overridden: 0 }, priority: { accepted: 0, overridden: 0 } },
  }
}
