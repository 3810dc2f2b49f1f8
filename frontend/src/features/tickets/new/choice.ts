/** Where the value in a field comes from. */
export type Choice<Value> =
  | { by: 'nobody'; value: null; suggested: null }
  | { by: 'suggestion'; value: Value; suggested: Value }
  | { by: 'person'; value: Value; suggested: Value | null }

/** A person's choice stands, whatever is suggested before or after it. */
export function resolveChoice<Value>(chosen: Value | null, suggested: Value | undefined): Choice<Value> {
  if (chosen !== null) return { by: 'person', value: chosen, suggested: suggested ?? null }
  if (suggested !== undefined) return { by: 'suggestion', value: suggested, suggested }
  return { by: 'nobody', value: null, suggested: null }
}
