import type { Figure } from '@/api/types'
import { formatCount, formatDecimal } from '@/lib/format'
import { duration } from '@/lib/time'

type Unit = Figure['unit']

const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

const VALUE: Record<Unit, (value: number) => string> = {
  tickets: formatCount,
  percent: (value) => `${percent.format(value)}%`,
  hours: duration,
  per_day: (value) => `${formatDecimal(value)} a day`,
}

const CHANGE: Record<Unit, (value: number) => string> = {
  ...VALUE,
  percent: (value) => `${percent.format(value)} points`,
}

/** "12", "34.5%", "2.1 days", "3.4 a day"; a dash where there was nothing to compute it from. */
export function figureValue({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  return value === null ? '–' : VALUE[unit](value)
}

/** "+3", "−1.5 points", "unchanged"; undefined where there is nothing to compare with. */
export function figureChange({ change, unit }: Pick<Figure, 'change' | 'unit'>): string | undefined {
  if (change === null) return undefined
  if (change === 0) return 'unchanged'
  return `${change > 0 ? '+' : '−'}${CHANGE[unit](Math.abs(change))}`
}
