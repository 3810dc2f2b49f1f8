import { COMPARABLE_RUNS, type Completed } from './queries'

/**
 * The run of this id, if it has completed as far as the list tells, which holds the newest that have: one that is older
 * than all of a full list may have.
 */
export function completedOf(id: number, newest: readonly Completed[]): Completed | undefined {
  const known = newest.find((run) => run.id === id)
  if (known) return known
  const oldest = newest.length < COMPARABLE_RUNS ? undefined : newest.at(-1)
  return oldest && id < oldest.id ? { id, finished_at: null } : undefined
}
