/**
 * Which version of a ticket our own changes led to.
 *
 * Two quick changes start from the same version on the screen; the second one has to name the version that the
 * first one made. Only our own successes are followed: a version that somebody else made was not seen by the
 * person who clicked, and must stay a conflict.
 */
const next = new Map<string, number>()

const key = (id: number, version: number) => `${id}@${version}`

export function recordOwnChange(id: number, from: number, to: number): void {
  if (to > from) next.set(key(id, from), to)
}

export function currentOwnVersion(id: number, seen: number): number {
  let version = seen
  for (let step = next.get(key(id, version)); step !== undefined; step = next.get(key(id, version))) {
    version = step
  }
  return version
}
