import createClient from 'openapi-fetch'
import { tellBackground } from './background'
import { sendCsrfToken } from './csrf'
import { takeEarly } from './early'
import { fromFailure, fromResponse } from './errors'
import type { paths } from './schema.gen'

/** Longer than any answer of the server (its own limits are 2 to 10 s), so that nothing hangs for ever. */
const TIMEOUT_MS = 20_000

/** The one client: same origin, typed by the OpenAPI document. */
export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  fetch: (request) =>
    takeEarly(request) ?? globalThis.fetch(request, { signal: withTimeout(request.signal) }),
  querySerializer: { array: { style: 'form', explode: true } },
})
client.use(sendCsrfToken, tellBackground)

export interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data of a successful answer. Throws an ApiError for everything else, and lets an abort through. */
export async function unwrap<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw fromFailure(cause)
  })
  if (!response.ok) throw fromResponse(response, error)
  return data as Data
}

function withTimeout(signal: AbortSignal): AbortSignal {
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  return AbortSignal.any([signal, limit])
}
