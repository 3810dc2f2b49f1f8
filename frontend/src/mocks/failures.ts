import { HttpResponse } from 'msw'
import type { ErrorBody } from '@/api/types'
import { sentinel } from './sentinel'

/** The one shape of the API's errors. */
export function errorBody(code: string, message: string, fields?: Record<string, string[]>): ErrorBody {
  return { error: { code, message, request_id: 'req-test', ...(fields && { fields }) }, detail: message }
}

/** What a sentinel in a text asks for; undefined where there is none. */
export function failure(text: string): HttpResponse<ErrorBody> | undefined {
  const status = sentinel(text)
  if (status === 'network') return HttpResponse.error() as HttpResponse<ErrorBody>
  return status === undefined
    ? undefined
    : HttpResponse.json(errorBody(status < 500 ? 'invalid' : 'internal', `Answered ${status}.`), { status })
}
