import type { Ticket } from '@/api/types'

/**
 * What the server has of a ticket that was seen, after our own changes alone.
 *
 * Two quick changes start from the same version on the screen; the second one has to name the version that the
 * first one made. Only our own successes are followed: a version that somebody else made was not seen by the
 * person who clicked, and must stay a conflict.
 *
 * What was seen may show a change before it, which failed since. Changes are answered in their order, so of those from
 * one version the first saw what the server has.
 */
export class VersionChain {
  private readonly known = new Map<string, Ticket>()

  /** What the server has where `seen` was on the screen: the same version, if it stored nothing. */
  record(seen: Ticket, stored: Ticket): void {
    this.known.set(`${seen.id}@${seen.version}`, stored)
  }

  follow(seen: Ticket): Ticket {
    const stored = this.known.get(`${seen.id}@${seen.version}`)
    return stored && stored.version > seen.version ? this.follow(stored) : (stored ?? seen)
  }
}

const chains = new WeakMap<object, VersionChain>()

/** The chain that belongs to a cache of tickets. */
export function versionChainOf(cache: object): VersionChain {
  const chain = chains.get(cache) ?? new VersionChain()
  chains.set(cache, chain)
  return chain
}
