import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'
import type { components } from '@/api/schema.gen'
import type {
  CreatedTicket,
  Facets,
  Stats,
  Ticket,
  TicketCreate,
  TicketEvent,
  TicketPage,
  Trends,
} from '@/api/types'

/** As the API takes it. */
type PatchedTicket = components['schemas']['PatchedTicketUpdateRequest']

/** The desk's API, asked behind the browser's back: to prepare a journey, and to see what was really stored. */
export class DeskApi {
  constructor(private readonly request: APIRequestContext) {}

  async create(ticket: TicketCreate): Promise<CreatedTicket> {
    return read(await this.request.post('/api/tickets/', { data: ticket }))
  }

  /** All or none, up to 1,000. They share one moment of creation; the last one is the newest. */
  async createMany(tickets: readonly TicketCreate[]): Promise<Ticket[]> {
    return read(await this.request.post('/api/tickets/', { data: tickets }))
  }

  async ticket(id: number): Promise<Ticket> {
    return read(await this.request.get(`/api/tickets/${id}/`))
  }

  /** Whatever the version is now: what a colleague does who was quicker. */
  async change(id: number, patch: PatchedTicket): Promise<Ticket> {
    return read(await this.request.patch(`/api/tickets/${id}/`, { data: patch }))
  }

  async search(term: string): Promise<Ticket[]> {
    const page = await read<TicketPage>(
      await this.request.get('/api/tickets/', { params: { search: term, page_size: 200 } }),
    )
    return page.results
  }

  /** Newest first. */
  async history(id: number): Promise<TicketEvent[]> {
    const page = await read<{ results: TicketEvent[] }>(await this.request.get(`/api/tickets/${id}/history/`))
    return page.results
  }

  async facets(filters: Record<string, string>): Promise<Facets> {
    return read(await this.request.get('/api/tickets/facets/', { params: filters }))
  }

  async stats(): Promise<Stats> {
    return read(await this.request.get('/api/tickets/stats/'))
  }

  async trends(days: number): Promise<Trends> {
    return read(await this.request.get('/api/tickets/trends/', { params: { days } }))
  }
}

async function read<Data>(response: APIResponse): Promise<Data> {
  expect(response.ok(), `${response.status()} from ${response.url()}: ${await response.text()}`).toBe(true)
  return response.json()
}
