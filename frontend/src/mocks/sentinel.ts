/**
 * A text that contains "[503]" makes the mock backend answer that status: a test says in its own input what goes
 * wrong, in place of replaced handlers. "[network]" breaks the connection.
 */
export function sentinel(text: string): number | 'network' | undefined {
  const found = /\[(\d{3}|network)\]/.exec(text)?.[1]
  if (!found) return undefined
  return found === 'network' ? found : Number(found)
}
