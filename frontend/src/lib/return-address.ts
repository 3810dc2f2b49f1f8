import { paths } from './paths'

const NEXT = 'next'
/** Stands in for the origin: an address that leaves it was not written by this app. */
const HERE = 'https://desk.invalid'

/** Sign-in that leads back to where it was demanded. */
export function signInPath(from: { pathname: string; search: string }): string {
  const address = from.pathname + from.search
  return address === paths.tickets
    ? paths.signIn
    : `${paths.signIn}?${new URLSearchParams({ [NEXT]: address })}`
}

/** The set-up of a second factor that an account must have; it leads on to where somebody wanted to go. */
export function secondFactorPath(from: { pathname: string; search: string }): string {
  return `${paths.account}?${new URLSearchParams({ [NEXT]: from.pathname + from.search })}`
}

/** Sign-in by the organisation, by way of an address of the server; it comes back to the page of the app. */
export function openIdAddress(address: string, next: string): string {
  return next === paths.tickets ? address : `${address}?${new URLSearchParams({ [NEXT]: next })}`
}

/** Where somebody wanted to go when something stood before it, if anything did. */
export function hasReturnAddress(search: URLSearchParams): boolean {
  return search.has(NEXT)
}

/** Where to go after signing in. Anybody can write a link with another origin in it, so it stays in the app. */
export function returnAddress(search: URLSearchParams): string {
  const next = search.get(NEXT)
  if (!next?.startsWith('/') || !URL.canParse(next, HERE)) return paths.tickets
  const { origin, pathname, search: query } = new URL(next, HERE)
  // "/.//host" has the path "//host", which names another origin once it stands alone.
  const leaves = origin !== HERE || pathname.startsWith('//')
  return leaves || pathname === paths.signIn ? paths.tickets : pathname + query
}
