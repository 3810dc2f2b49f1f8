import { HttpResponse, type RequestHandler } from 'msw'
import { createOpenApiHttp } from 'openapi-msw'
import type { paths } from '@/api/schema.gen'
import type { AnalyzeRequest, Run, RunDetail, RunTicket } from '@/api/types'
import type { Desk } from './desk'
import { errorBody, failure } from './failures'
import { makeActiveRun } from './runs'

const http = createOpenApiHttp<paths>({ baseUrl: globalThis.location.origin })

const NO_RUN = errorBody('not_found', 'There is no such run.')

/** The part of the mock backend that runs are asked of. */
export function createAnalysisHandlers(desk: Desk): RequestHandler[] {
  const { runs } = desk
  return [
    http.post('/api/analyze/estimate/', async ({ request, response }) => {
      const asked = await request.json()
      const failed = failure(asked?.filter?.search ?? '')
      if (failed) return response.untyped(failed)
      const ids = chosen(desk, asked)
      if (ids.length === 0) {
        return response('default').json(errorBody('nothing_to_analyze', 'Nothing to analyse.'), {
          status: 400,
        })
      }
      const model = runs.modelUsed
      return response(200).json({
        tickets: ids.length,
        held: 0,
        left_out: 0,
        model_used: model,
        provider: model ? 'acme' : '',
        model: model ? 'swift-2' : '',
        input_tokens: model ? ids.length * 500 : 0,
        output_tokens: model ? ids.length * 100 : 0,
        cost_usd: model ? '0.0123' : null,
        seconds: ids.length,
      })
    }),

    http.post('/api/analyze/', async ({ request, response }) => {
      const ids = chosen(desk, await request.json())
      const run = makeActiveRun(Math.max(0, ...runs.all.map(({ id }) => id)) + 1, 0, ids.length)
      runs.add({ ...run, status: 'pending', phase: 'waiting', started_at: null })
      return response(201).json(runs.find(run.id) ?? run)
    }),

    http.get('/api/analyze/runs/', ({ request, response }) => {
      const query = new URL(request.url).searchParams
      const size = Number(query.get('page_size'))
      const start = (Number(query.get('page') ?? 1) - 1) * size
      const found = runs.all.filter(({ status }) => (query.get('status') ?? status) === status)
      return response(200).json({ ...page(found, start, size), results: found.slice(start, start + size) })
    }),

    http.get('/api/analyze/active/', ({ request, response }) =>
      response.untyped(conditional(request, { results: runs.active() })),
    ),

    http.get('/api/analyze/{run_id}/', ({ params, response }) => {
      const run = runs.find(Number(params.run_id))
      if (!run) return response('default').json(NO_RUN, { status: 404 })
      const failed = failure(run.error)
      return failed ? response.untyped(failed) : response(200).json(run)
    }),

    http.get('/api/analyze/{run_id}/status/', ({ request, params, response }) => {
      const run = runs.find(Number(params.run_id))
      return run
        ? response.untyped(conditional(request, run))
        : response('default').json(NO_RUN, { status: 404 })
    }),

    http.get('/api/analyze/{run_id}/tickets/', ({ request, params, response }) => {
      const query = new URL(request.url).searchParams
      const size = Number(query.get('page_size'))
      const start = (Number(query.get('page') ?? 1) - 1) * size
      const found = (runs.tickets.get(Number(params.run_id)) ?? []).filter((row) => isAsked(row, query))
      return response(200).json({ ...page(found, start, size), results: found.slice(start, start + size) })
    }),

    http.post('/api/analyze/{run_id}/cancel/', ({ params, response }) => {
      const run = runs.find(Number(params.run_id))
      if (!run || run.finished_at) {
        return response('default').json(errorBody('run_not_active', 'The run has ended.'), { status: 409 })
      }
      const counts = { ...run.counts, pending: 0, cancelled: run.counts.pending }
      const finished_at = new Date().toISOString()
      return response(200).json(
        runs.change(run.id, { status: 'cancelled', phase: 'finished', counts, finished_at }),
      )
    }),

    http.post('/api/analyze/{run_id}/retry/', ({ params, response }) => {
      const run = runs.find(Number(params.run_id))
      if (!run || run.failures.length + run.counts.cancelled === 0) {
        return response('default').json(errorBody('nothing_to_retry', 'Nothing failed.'), { status: 409 })
      }
      const counts = {
        ...run.counts,
        pending: run.counts.failed + run.counts.cancelled,
        failed: 0,
        cancelled: 0,
      }
      const again: Partial<RunDetail> = { status: 'processing', phase: 'mapping', finished_at: null, counts }
      return response(200).json(runs.change(run.id, { ...again, failures: [] }))
    }),

    http.post('/api/analyze/{run_id}/apply/', async ({ params, request, response }) => {
      const { tickets } = await request.json()
      const rows = runs.tickets.get(Number(params.run_id)) ?? []
      const refused = tickets
        .filter(({ ticket_id: id }) => runs.changed.has(id))
        .map(({ ticket_id }) => ({ ticket_id, reason: 'changed' as const }))
      const applied = tickets.flatMap(({ ticket_id: id, version }) => {
        const row = rows.find((one) => one.ticket_id === id)
        if (!row?.category || !row.priority || runs.changed.has(id)) return []
        const now = { category: row.category, priority: row.priority, version: version + 1 }
        Object.assign(row, { disagrees: [], ticket: row.ticket && { ...row.ticket, ...now } })
        return [{ ticket_id: id, ...now }]
      })
      return response(200).json({ applied, refused })
    }),

    http.get('/api/analyze/{run_id}/compare/', ({ params, query, response }) =>
      response(200).json({
        run: Number(params.run_id),
        with: Number(query.get('with')),
        figures: [
          {
            key: 'volume.per_day',
            label: 'Tickets created a day',
            unit: 'per_day',
            value: 4,
            previous: 3,
            change: 1,
          },
        ],
        themes: [
          { title: 'Signing in fails', count: 5, previous_count: 2, change: 3, status: 'kept' },
          { title: 'Late invoices', count: 0, previous_count: 4, change: -4, status: 'gone' },
        ],
        priorities: {
          low: { value: 1, previous: 1 },
          medium: { value: 2, previous: 2 },
          high: { value: 3, previous: 1 },
          critical: { value: 0, previous: 0 },
        },
      }),
    ),

    http.get('/api/tickets/{ticket_id}/analyses/', ({ params, response }) =>
      response(200).json({ results: runs.analyses.get(Number(params.ticket_id)) ?? [] }),
    ),
  ]
}

/** With an ETag, and without a body for whoever has it already. */
function conditional(request: Request, body: { results: Run[] } | RunDetail): HttpResponse<null> {
  const etag = `"${btoa(encodeURIComponent(JSON.stringify(body)))}"`
  return request.headers.get('If-None-Match') === etag
    ? new HttpResponse(null, { status: 304, headers: { ETag: etag } })
    : (HttpResponse.json(body, { headers: { ETag: etag } }) as unknown as HttpResponse<null>)
}

const page = (found: readonly unknown[], start: number, size: number) => ({
  count: found.length,
  next: start + size < found.length ? 'next' : null,
  previous: start > 0 ? 'previous' : null,
})

function isAsked(row: RunTicket, query: URLSearchParams): boolean {
  return (
    (query.get('status') ?? row.status) === row.status &&
    (query.get('disagrees') !== 'true' || row.disagrees.length > 0) &&
    (query.get('theme') ?? `${row.theme}`) === `${row.theme}`
  )
}

function chosen(desk: Desk, asked: AnalyzeRequest | undefined): number[] {
  const { ticket_ids: ids, filter } = asked ?? {}
  if (ids) return ids
  if (!filter) return desk.tickets.map(({ id }) => id).filter((id) => !desk.runs.analyses.has(id))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) query.set(name, [value].flat().join(','))
  return desk.list(query).map(({ id }) => id)
}
