import { paths } from './paths'

/** What the server makes: a number and a signature, and nothing that a header could not carry. */
const TOKEN = /^[\w:.~=-]{1,200}$/

/** The whole address by which somebody follows their ticket without an account. */
export function followLink(token: string, origin: string = location.origin): string {
  return origin + paths.follow(token)
}

/** The token behind the #, also where a mail program has escaped it; undefined where there is none. */
export function tokenFrom(hash: string): string | undefined {
  try {
    const token = decodeURIComponent(hash.replace(/^#/, '')).trim()
    return TOKEN.test(token) ? token : undefined
  } catch {
    return undefined
  }
}
