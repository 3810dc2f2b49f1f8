/** localStorage and sessionStorage that never throw: private windows, full disks and policies make them. */
export function readItem(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

/** Whether it was stored. */
export function writeItem(storage: () => Storage, key: string, value: string | null): boolean {
  try {
    if (value === null) storage().removeItem(key)
    else storage().setItem(key, value)
    return true
  } catch {
    return false
  }
}

/** Every key that starts with the prefix. */
export function keysWith(storage: () => Storage, prefix: string): string[] {
  try {
    return Object.keys(storage()).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}

export const local = (): Storage => globalThis.localStorage
export const session = (): Storage => globalThis.sessionStorage
