import type { Answer } from './client'
import { fromFailure, fromResponse } from './errors'

/** What was answered last, with what a repeated question needs. */
export interface Known<Data> {
  data: Data
  etag: string | undefined
  /** How many answers in a row brought nothing new. */
  unchanged: number
}

/** The header that lets the server answer 304 in place of a body. Given by hand, `fetch` lets that 304 through. */
export function ifChanged(known: Known<unknown> | undefined): Record<string, string> {
  return known?.etag ? { 'If-None-Match': known.etag } : {}
}

/** The new answer, or on a 304 the one that is known. Throws as `unwrap` does. */
export async function unwrapChanged<Data>(
  answer: Promise<Answer<Data>>,
  known: Known<Data> | undefined,
): Promise<Known<Data>> {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw fromFailure(cause)
  })
  if (response.status === 304 && known) return { ...known, unchanged: known.unchanged + 1 }
  if (!response.ok) throw fromResponse(response, error)
  const etag = response.headers.get('ETag') ?? undefined
  const same = known !== undefined && JSON.stringify(known.data) === JSON.stringify(data)
  return { data: data as Data, etag, unchanged: same ? known.unchanged + 1 : 0 }
}
