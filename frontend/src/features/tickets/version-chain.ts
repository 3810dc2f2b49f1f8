/**
 * Which version of a ticket our own changes led to.
 *
 * Two quick changes start from the same version on the screen; the second one has to name the version that the
 * first one made. Only our own successes are followed: a version that somebody else made was not seen by the
 * person who clicked, and must stay a conflict.
 */
export class VersionChain {
  private readonly next = new Map<string, number>()

  record(id: number, from: number, to: number): void {
    if (to > from) this.next.set(`${id}@${from}`, to)
  }

  /** The version that the seen one has become by our own changes alone. */
  follow(id: number, seen: number): number {
    const next = this.next.get(`${id}@${seen}`)
    return next === undefined ? seen : this.follow(id, next)
  }
}

const chains = new WeakMap<object, VersionChain>()

/** The chain that belongs to a cache of tickets. */
export function versionChainOf(cache: object): VersionChain {
  const chain = chains.get(cache) ?? new VersionChain()
  chains.set(cache, chain)
  return chain
}
