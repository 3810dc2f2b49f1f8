import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const waiting: (() => Promise<unknown>)[] = []
let quiet = false

/**
 * A component whose code the first view does without, and what loads it. It is loaded without being asked for when the
 * page has come to rest (`loadTheRest`), so that it is there also when the network goes away.
 */
export function later<Props>(
  load: () => Promise<ComponentType<Props>>,
): [LazyExoticComponent<ComponentType<Props>>, () => Promise<unknown>] {
  let started: Promise<{ default: ComponentType<Props> }> | undefined
  const start = () => {
    started ??= load().then(
      (component) => ({ default: component }),
      (error: unknown) => {
        // Asked for again when it is needed.
        started = undefined
        throw error
      },
    )
    return started
  }
  // What fails before it is needed is of no interest.
  const prepare = () => start().catch(() => {})
  if (quiet) void prepare()
  else waiting.push(prepare)
  return [lazy(start), prepare]
}

/** Loads what has waited, and from now on at once. */
export async function loadTheRest(): Promise<void> {
  quiet = true
  await Promise.all(waiting.splice(0).map((prepare) => prepare()))
}
