import { toApiError } from '@/api/errors'

const LOOK_MS = 30_000

/** Milliseconds until the desk is asked again: not before it wants to be, and never again for what is gone. */
export function nextLook(error: unknown): number | false {
  if (error == null) return LOOK_MS
  const { status, retryAfter } = toApiError(error)
  return status === 404 ? false : Math.max(LOOK_MS, retryAfter ?? 0)
}
