import { formatCount } from '@/lib/format'

/** Below this a percentage pretends to more than is known: at 200 its 95 % interval is still up to ±7 points. */
export const MIN_DECISIONS = 200

export interface Decisions {
  accepted: number
  overridden: number
}

/** "86% kept of 1,204", or just the counts while there are few. */
export function describeDecisions({ accepted, overridden }: Decisions): string {
  const total = accepted + overridden
  if (total === 0) return 'No decisions yet'
  if (total < MIN_DECISIONS) return `${formatCount(accepted)} kept, ${formatCount(overridden)} changed`
  return `${Math.round((accepted / total) * 100)}% kept of ${formatCount(total)}`
}
