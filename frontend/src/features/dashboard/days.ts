import type { Trends } from '@/api/types'

export type Day = Trends['per_day'][number]

// The API's days are UTC days; the reader's zone would shift them by one.
const short = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const long = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

export const shortDay = (date: string): string => short.format(Date.parse(date))
export const longDay = (date: string): string => long.format(Date.parse(date))

/** The chart in one sentence, for those who do not see it. */
export function summariseDays(days: readonly Day[]): string {
  const created = days.reduce((sum, day) => sum + day.created, 0)
  const resolved = days.reduce((sum, day) => sum + day.resolved, 0)
  const busiest = days.reduce<Day | undefined>(
    (most, day) => (most && most.created >= day.created ? most : day),
    undefined,
  )
  const peak =
    busiest && busiest.created > 0
      ? ` Busiest day: ${longDay(busiest.date)}, ${busiest.created} created.`
      : ''
  return `${created} tickets created and ${resolved} resolved in ${days.length} days.${peak}`
}
