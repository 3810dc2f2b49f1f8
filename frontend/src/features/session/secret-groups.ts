/** A key in groups of four, as people read and type it. */
export function groups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
