const FIRST_MS = 1_000
const LONGEST_MS = 10_000
const GROWTH = 1.6

/** When to ask again: a second after something changed, then ever later while nothing does. */
export function pollDelay(unchanged: number): number {
  return Math.min(LONGEST_MS, Math.round(FIRST_MS * GROWTH ** unchanged))
}

/** When to ask again after a failure: what the server asked for, else in a few seconds. */
export function pollDelayAfterFailure(retryAfter: number | undefined): number {
  return Math.max(FIRST_MS, Math.min(retryAfter ?? LONGEST_MS / 2, 6 * LONGEST_MS))
}
