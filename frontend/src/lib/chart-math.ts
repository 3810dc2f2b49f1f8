/** The numbers behind the charts; nothing here knows of React or SVG. */

export interface Point {
  x: number
  y: number
}

/** The smallest of 1, 2, 5 times a power of ten steps that reaches the maximum in at most `steps` steps. */
export function niceStep(max: number, steps: number): number {
  const rough = Math.max(max, 1) / steps
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10
  return Math.max(1, factor * power)
}

/** Values for the axis from zero to at least the maximum; whole numbers, because tickets are. */
export function axisTicks(max: number, steps = 4): number[] {
  const step = niceStep(max, steps)
  const count = Math.max(1, Math.ceil(max / step))
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** An SVG path through the points. */
export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

/** Which of `count` days get a label, so that labels `minGap` apart fit into `width`; the last day always does. */
export function labelledIndices(count: number, width: number, minGap: number): number[] {
  if (count === 0) return []
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / minGap))))
  const indices: number[] = []
  for (let index = count - 1; index >= 0; index -= every) indices.unshift(index)
  return indices
}

/** Shares of a whole in percent, rounded to whole numbers that add up to 100 (largest remainders). */
export function wholeShares(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  if (total === 0) return values.map(() => 0)
  const exact = values.map((value) => (value / total) * 100)
  const shares = exact.map(Math.floor)
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
