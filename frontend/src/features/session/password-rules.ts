/** As the server has it; its other rules need its lists, and it tells them itself. */
export const PASSWORD_MIN = 12

export const PASSWORD_ADVICE = `At least ${PASSWORD_MIN} characters: a few words that do not belong together are easy to remember and hard to guess.`

export function passwordErrors(password: string): string[] {
  const length = [...password].length
  if (length === 0) return ['Type a password.']
  return length < PASSWORD_MIN ? [`Use at least ${PASSWORD_MIN} characters.`] : []
}
