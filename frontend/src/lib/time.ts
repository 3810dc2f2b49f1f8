const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' })
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' })
const dayOfYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

/** "now", "5m ago", "3h ago", "6d ago", then the date. A clock that runs ahead reads as now. */
export function relativeTime(iso: string, now: number): string {
  const then = Date.parse(iso)
  const age = now - then
  if (age < 45_000) return 'now'
  if (age < HOUR) return relative.format(-Math.max(1, Math.floor(age / MINUTE)), 'minute')
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), 'hour')
  if (age < 7 * DAY) return relative.format(-Math.floor(age / DAY), 'day')
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayOfYear : dayAndYear).format(then)
}

/** The whole moment in the reader's time zone, with its name. */
export function exactTime(iso: string): string {
  return exact.format(Date.parse(iso))
}

/** Hours as people say them: "40 min", "5.2 h", "3.1 days". */
export function duration(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`
  if (hours < 48) return `${trim(hours)} h`
  return `${trim(hours / 24)} days`
}

/** Seconds as people say them: "8 s", "2 min 5 s", "1 h 10 min". */
export function shortDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const [big, small, names] =
    whole < 3600
      ? [Math.floor(whole / 60), whole % 60, ['min', 's']]
      : [Math.floor(whole / 3600), Math.round((whole % 3600) / 60), ['h', 'min']]
  return small === 0 ? `${big} ${names[0]}` : `${big} ${names[0]} ${small} ${names[1]}`
}

/** As far as an estimate deserves: "8 s", "12 min", "1.5 h". */
export function roughDuration(seconds: number): string {
  return seconds < 60 ? shortDuration(Math.max(1, seconds)) : duration(seconds / 3600)
}

function trim(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '')
}
