/** Ids in an address: "3-5,9", short also where somebody picked a long row of neighbours. */
export function encodeIds(ids: readonly number[]): string {
  const sorted = [...new Set(ids)].sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const id of sorted) {
    const last = ranges.at(-1)
    if (last && last[1] === id - 1) last[1] = id
    else ranges.push([id, id])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

const RANGE = /^([1-9]\d{0,15})(?:-([1-9]\d{0,15}))?$/

/** Never more than `limit`, whatever somebody wrote into the address; what is no id is left out. */
export function decodeIds(text: string, limit: number): number[] {
  const ids = new Set<number>()
  for (const part of text.split(',')) {
    const [, from, to = from] = RANGE.exec(part.trim()) ?? []
    for (let id = Number(from); id <= Number(to) && ids.size < limit; id += 1) ids.add(id)
  }
  return [...ids]
}
