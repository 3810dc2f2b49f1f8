import type { Accuracy } from '@/api/types'

export type ConfusionField = keyof Accuracy['confusion']
type Cell = Accuracy['confusion'][ConfusionField][number]

export interface ConfusionRow {
  suggested: string
  /** One per chosen value, in the order of the rows. */
  counts: { chosen: string; n: number; shareOfRow: number }[]
}

/** Every value against every value, zero included; those that this build does not know come last. */
export function confusionRows(cells: readonly Cell[], known: readonly string[]): ConfusionRow[] {
  const values = [...new Set([...known, ...cells.flatMap(({ suggested, chosen }) => [suggested, chosen])])]
  return values.map((suggested) => {
    const row = cells.filter((cell) => cell.suggested === suggested)
    const total = row.reduce((sum, { n }) => sum + n, 0)
    const counts = values.map((chosen) => {
      const n = row.find((cell) => cell.chosen === chosen)?.n ?? 0
      return { chosen, n, shareOfRow: total === 0 ? 0 : n / total }
    })
    return { suggested, counts }
  })
}
