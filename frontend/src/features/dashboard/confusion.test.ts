import { describe, expect, it } from 'vitest'
import { confusionRows } from './confusion'

const cells = [
  { suggested: 'low', chosen: 'low', n: 3 },
  { suggested: 'low', chosen: 'high', n: 1 },
]

describe('confusionRows', () => {
  it('has every value against every value, with its share of what was suggested', () => {
    expect(confusionRows(cells, ['low', 'high'])).toEqual([
      {
        suggested: 'low',
        counts: [
          { chosen: 'low', n: 3, shareOfRow: 0.75 },
          { chosen: 'high', n: 1, shareOfRow: 0.25 },
        ],
      },
      {
        suggested: 'high',
        counts: [
          { chosen: 'low', n: 0, shareOfRow: 0 },
          { chosen: 'high', n: 0, shareOfRow: 0 },
        ],
      },
    ])
  })

  it('leaves out no value, also none that this build does not know', () => {
    const rows = confusionRows([...cells, { suggested: 'low', chosen: 'urgent', n: 2 }], ['low', 'high'])
    expect(rows.map(({ suggested }) => suggested)).toEqual(['low', 'high', 'urgent'])
    expect(rows[0]?.counts.map(({ n }) => n)).toEqual([3, 1, 2])
  })
})
