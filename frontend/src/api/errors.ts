import type { ErrorBody, Ticket } from './types'

/** Field name to what is wrong with it. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

interface ApiErrorDetails {
  /** HTTP status; 0 when no answer came. */
  status: number
  /** The API's own code, or `network` / `timeout` when no answer came. */
  code: string
  message: string
  requestId?: string | undefined
  fields?: FieldErrors | undefined
  /** What the server asked to wait, in milliseconds. */
  retryAfter?: number | undefined
  /** A 409: the ticket as it is now. */
  current?: Ticket | undefined
}

/** Whatever went wrong with a request, in one shape. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly fields: FieldErrors
  readonly retryAfter: number | undefined
  readonly current: Ticket | undefined

  constructor(details: ApiErrorDetails, options?: ErrorOptions) {
    super(details.message, options)
    this.status = details.status
    this.code = details.code
    this.requestId = details.requestId
    this.fields = details.fields ?? {}
    this.retryAfter = details.retryAfter
    this.current = details.current
  }

  /** No answer came, so the server may or may not have done what was asked. */
  get unanswered(): boolean {
    return this.status === 0
  }

  /** Asking again unchanged may help. */
  get transient(): boolean {
    return this.unanswered || this.status === 429 || this.status >= 500
  }
}

/** From a non-2xx response and its parsed body. Never throws, whatever a proxy answered. */
export function fromResponse(response: Response, body: unknown): ApiError {
  const known = isErrorBody(body) ? body : undefined
  return new ApiError({
    status: response.status,
    code: known?.error.code ?? 'unknown',
    message: known?.error.message ?? `The server answered ${response.status}.`,
    requestId: known?.error.request_id || response.headers.get('X-Request-ID') || undefined,
    fields: known?.error.fields,
    retryAfter: parseRetryAfter(response.headers.get('Retry-After')),
    current: isConflict(body) ? body.current : undefined,
  })
}

/** From what `fetch` threw: no answer came. An abort is passed on as it is. */
export function fromFailure(cause: unknown): unknown {
  if (cause instanceof ApiError) return cause
  const name = nameOf(cause)
  if (name === 'AbortError') return cause
  if (name === 'TimeoutError') {
    return new ApiError(
      { status: 0, code: 'timeout', message: 'The server took too long to answer.' },
      { cause },
    )
  }
  return new ApiError({ status: 0, code: 'network', message: 'The server could not be reached.' }, { cause })
}

/** For code that catches `unknown`: an ApiError, made from whatever it was. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError(
    { status: 0, code: 'unknown', message: 'Something went wrong in this page.' },
    { cause: error },
  )
}

/** Milliseconds from a Retry-After header: seconds or an HTTP date. */
export function parseRetryAfter(header: string | null, now = Date.now()): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined
}

function nameOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : undefined
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'object' &&
    body.error !== null &&
    'code' in body.error &&
    'message' in body.error
  )
}

function isConflict(body: unknown): body is { current: Ticket } {
  return typeof body === 'object' && body !== null && 'current' in body && body.current != null
}
