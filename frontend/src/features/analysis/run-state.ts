import type { Run, RunDetail, RunStatus } from '@/api/types'
import { formatCost, formatCount, plural } from '@/lib/format'

export const isActive = ({ status }: Pick<RunStatus, 'status'>): boolean =>
  status === 'pending' || status === 'processing'

/** Tickets that need nothing more. */
export const settled = ({ counts }: Pick<RunStatus, 'counts'>): number => counts.done + counts.failed

/** From 0 to 100, whole; 100 only when nothing is left. */
export function percentDone(run: Pick<RunStatus, 'counts'>): number {
  if (run.counts.total === 0) return 0
  return Math.floor((settled(run) / run.counts.total) * 100)
}

/** What of a run its status tells, and nothing of what only the whole run tells. */
export function statusOf(run: RunStatus): RunStatus {
  const { id, status, phase, counts, sources, tokens, cost_usd, started_at, finished_at, error } = run
  return { id, status, phase, counts, sources, tokens, cost_usd, started_at, finished_at, error }
}

/** The newer of what the run itself says and what its status says. */
export function withStatus<Some extends Run | RunDetail>(run: Some, status: RunStatus | undefined): Some {
  return status && isActive(run) ? { ...run, ...status } : run
}

/** "43 of 50 analysed, 2 failed, 5 to go": the bar in words. */
export function progressWords({ counts }: Pick<RunStatus, 'counts'>): string {
  const { total, done, failed, pending, cancelled } = counts
  return [
    `${formatCount(done)} of ${plural(total, 'ticket')} analysed`,
    failed > 0 && `${formatCount(failed)} failed`,
    pending > 0 && `${formatCount(pending)} to go`,
    cancelled > 0 && `${formatCount(cancelled)} left out`,
  ]
    .filter(Boolean)
    .join(', ')
}

const PHASE_WORDS: Record<RunStatus['phase'], string> = {
  waiting: 'Waiting for a worker',
  mapping: 'Reading the tickets one by one',
  reducing: 'Finding themes and writing the summary',
  finished: 'Finished',
}

export const phaseWords = ({ phase }: Pick<RunStatus, 'phase'>): string => PHASE_WORDS[phase]

/** Who analyses: "gemini, flash-3", or keywords where no model is set up. */
export function engineWords({ provider, model }: Pick<Run, 'provider' | 'model'>): string {
  if (!provider) return 'Keywords'
  return model || provider
}

/** What it cost so far: "$0.12", or why there is no sum. */
export function costWords(run: Pick<Run, 'provider' | 'cost_usd'>): string {
  if (run.cost_usd !== null)
    return run.provider || Number(run.cost_usd) > 0 ? formatCost(run.cost_usd) : 'Nothing'
  return run.provider ? 'Price unknown' : 'Nothing'
}

/** Seconds between the start and the end, or until now; undefined before the start. */
export function secondsTaken(
  { started_at: start, finished_at: end }: Pick<RunStatus, 'started_at' | 'finished_at'>,
  now: number,
): number | undefined {
  if (!start) return undefined
  return Math.max(0, ((end ? Date.parse(end) : now) - Date.parse(start)) / 1000)
}
