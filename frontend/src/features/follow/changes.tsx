import { CirclePlus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FollowedTicket } from '@/api/types'
import { StatusGlyph } from '@/components/ui/glyphs'
import { Time } from '@/components/ui/time'
import { CAME_TO } from './status-words'

/** How a ticket came to where it is, in the order in which it happened. */
export function Changes({ ticket: { created_at, changes } }: { ticket: FollowedTicket }) {
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading" className="mb-3 text-sm font-semibold text-ink-soft">
        What has happened
      </h2>
      <ol>
        <Step icon={<CirclePlus aria-hidden="true" className="size-3.5" />} at={created_at}>
          The ticket was written
        </Step>
        {changes.map((change) => (
          <Step
            key={`${change.created_at} ${change.status}`}
            icon={<StatusGlyph status={change.status} />}
            at={change.created_at}
          >
            {CAME_TO[change.status]}
          </Step>
        ))}
      </ol>
    </section>
  )
}

function Step({ icon, at, children }: { icon: ReactNode; at: string; children: ReactNode }) {
  return (
    <li className="relative flex gap-3 pb-4 before:absolute before:top-6 before:bottom-0 before:left-2.75 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-ink-faint">
        {icon}
      </span>
      <p className="min-w-0 flex-1 pt-0.5 text-sm text-ink-soft">{children}</p>
      <Time value={at} className="shrink-0 pt-1 text-xs text-ink-faint" />
    </li>
  )
}
