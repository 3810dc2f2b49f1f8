import type { Figure, Run, RunDetail, RunTicket, Summary, TicketAnalysis } from '@/api/types'
import { NOW } from './data'

const MINUTE = 60_000
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE).toISOString()

/** A finished run over `total` tickets, all of them analysed, unless told otherwise. */
export function makeRun(fields: Partial<RunDetail> & { id: number }): RunDetail {
  const total = fields.counts?.total ?? 3
  return {
    status: 'completed',
    phase: 'finished',
    counts: { total, pending: 0, done: total, failed: 0, skipped: 0, cancelled: 0 },
    sources: { llm: total, cache: 0, keywords: 0, none: 0 },
    tokens: { input: 1200, output: 300 },
    cost_usd: '0.0421',
    started_at: at(10),
    finished_at: at(8),
    error: '',
    scope: 'pending',
    filter: null,
    left_out: 0,
    provider: 'acme',
    model: 'swift-2',
    prompt_version: 'analysis-1',
    created_at: at(10),
    created_by: null,
    estimate: { input_tokens: 1000, output_tokens: 250, cost_usd: '0.04', seconds: 60 },
    figures: [],
    themes: [],
    summary: null,
    failures: [],
    skipped: [],
    previous_run: null,
    disagreements: 0,
    tickets: [],
    ...fields,
  }
}

/** A run at work: `done` and `failed` of `total`. */
export function makeActiveRun(id: number, done: number, total: number, failed = 0): RunDetail {
  return makeRun({
    id,
    status: 'processing',
    phase: 'mapping',
    finished_at: null,
    counts: { total, pending: total - done - failed, done, failed, skipped: 0, cancelled: 0 },
  })
}

export function makeRunTicket(fields: Partial<RunTicket> & { ticket_id: number }): RunTicket {
  return {
    title: `Ticket number ${fields.ticket_id}`,
    status: 'done',
    category: 'technical',
    priority: 'medium',
    notes: 'Cannot sign in since the update.',
    source: 'llm',
    outcome: 'ok',
    warning: null,
    error: '',
    attempts: 1,
    theme: null,
    analyzed_at: at(9),
    ticket: { category: 'technical', priority: 'medium', status: 'open', version: 1 },
    disagrees: [],
    changed_since: false,
    retryable: false,
    ...fields,
  }
}

/** One whose analysis says billing and high, and whose ticket says something else. */
export function makeDisagreement(ticketId: number): RunTicket {
  return makeRunTicket({
    ticket_id: ticketId,
    category: 'billing',
    priority: 'high',
    disagrees: ['category', 'priority'],
  })
}

export function makeSummary(fields: Partial<Summary>): Summary {
  return {
    source: 'llm',
    how: 'Written by a model.',
    headline: 'Most people write about money.',
    claims: [],
    removed_citations: 0,
    dropped_claims: 0,
    ...fields,
  }
}

export function makeFigure(fields: Partial<Figure> & { key: string }): Figure {
  return {
    group: 'volume',
    label: fields.key,
    value: 1,
    unit: 'tickets',
    previous: null,
    change: null,
    ...fields,
  }
}

/** The runs of the mock backend. They do not work by themselves: a test says what became of them. */
export class MockRuns {
  all: RunDetail[] = []
  tickets = new Map<number, RunTicket[]>()
  analyses = new Map<number, TicketAnalysis[]>()
  /** Whether a model reads; without one, keywords do. */
  modelUsed = true
  /** Tickets that somebody changed, so that nothing can be applied to them. */
  readonly changed = new Set<number>()

  find(id: number): RunDetail | undefined {
    return this.all.find((run) => run.id === id)
  }

  add(run: RunDetail, tickets: RunTicket[] = []): void {
    this.all = [run, ...this.all]
    this.tickets.set(run.id, tickets)
  }

  change(id: number, fields: Partial<RunDetail>): RunDetail {
    const before = this.find(id)
    if (!before) throw new Error(`The mock desk has no run ${id}.`)
    const after = { ...before, ...fields }
    this.all = this.all.map((run) => (run.id === id ? after : run))
    return after
  }

  active(): Run[] {
    return this.all.filter(({ status }) => status === 'pending' || status === 'processing')
  }
}
