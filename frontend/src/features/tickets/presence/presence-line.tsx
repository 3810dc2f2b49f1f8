import type { Onlooker } from '@/api/types'
import { Avatar } from '@/components/ui/avatar'
import { cx } from '@/lib/cx'
import { describeOthers } from './onlooker-words'

const FACES = 3

/** Who else has the ticket open, in a line that has its place anyway. Only that somebody changes it is read out. */
export function PresenceLine({ others }: { others: readonly Onlooker[] }) {
  const words = describeOthers(others)
  return (
    <div className="flex min-w-0 flex-1 items-center justify-end gap-2 text-xs">
      <span className="flex gap-1 max-sm:hidden">
        {words?.people.slice(0, FACES).map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: those without a name have nothing else
          <Avatar key={`${name} ${index}`} name={name} />
        ))}
      </span>
      <p
        className={cx(
          'min-w-0 text-right max-sm:line-clamp-2 max-sm:leading-4 sm:truncate',
          words?.editing ? 'font-semibold text-warn' : 'text-ink-soft',
        )}
      >
        {!words?.editing && words?.sentence}
        <span role="status">{words?.editing && words.sentence}</span>
      </p>
    </div>
  )
}
