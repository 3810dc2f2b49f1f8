import type { Onlooker } from '@/api/types'

export interface PresenceWords {
  /** Whoever is spoken of; null for who is not known by name. The changing ones first. */
  people: readonly (string | null)[]
  sentence: string
  /** Somebody is about to change the ticket, which one has to know before one does so oneself. */
  editing: boolean
}

/** "Grace is changing this ticket", "Ada and 2 others are looking at this ticket"; undefined where nobody is. */
export function describeOthers(others: readonly Onlooker[]): PresenceWords | undefined {
  const editors = peopleOf(others.filter(({ state }) => state === 'editing'))
  const viewers = peopleOf(others.filter(({ state }) => state === 'viewing')).filter(
    (name) => name === null || !editors.includes(name),
  )
  if (editors.length + viewers.length === 0) return undefined
  const editing = editors.length > 0
  const [acting, what] = editing ? [editors, 'changing'] : [viewers, 'looking at']
  return {
    people: [...editors, ...viewers],
    sentence: `${nameThem(acting)} ${acting.length === 1 ? 'is' : 'are'} ${what} this ticket`,
    editing,
  }
}

/** Each name once, however many windows somebody has; of those without a name every one may be another person. */
function peopleOf(others: readonly Onlooker[]): (string | null)[] {
  const names = new Set(others.flatMap(({ name }) => (name === null ? [] : [name])))
  return [...names, ...others.filter(({ name }) => name === null).map(() => null)]
}

function nameThem(people: readonly (string | null)[]): string {
  const [first = null, second = null] = people
  if (people.length === 1) return first ?? 'Someone else'
  if (people.length > 2 || first === null)
    return first ? `${first} and ${people.length - 1} others` : `${people.length} others`
  return `${first} and ${second ?? 'someone else'}`
}
