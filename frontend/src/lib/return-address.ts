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

/** Where to go after signing in. Anybody can write a link with another origin in it, so it stays in the app. */
export function returnAddress(search: URLSearchParams): string {
  const next = search.get(NEXT)
  if (!next?.startsWith('/') || !URL.canParse(next, HERE)) return paths.tickets
  const { origin, pathname, search: query } = new URL(next, HERE)
  return origin === HERE && pathname !== paths.signIn ? pathname + query : paths.tickets
}
