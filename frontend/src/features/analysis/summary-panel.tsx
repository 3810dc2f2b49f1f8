import type { Figure, Summary } from '@/api/types'
import { Emphasised } from '@/components/ui/emphasised'
import { Panel } from '@/components/ui/panel'
import { plural } from '@/lib/format'
import { Citations } from './citations'

/** The page at most that sums a run up: each claim with what it rests on, and how all of it was made. */
export function SummaryPanel({ summary, figures }: { summary: Summary; figures: readonly Figure[] }) {
  const { headline, claims, how, removed_citations: removed, dropped_claims: dropped } = summary
  return (
    <Panel title="Summary">
      <p dir="auto" className="user-text max-w-3xl text-xl font-semibold text-pretty">
        <Emphasised text={headline} />
      </p>
      <ul className="mt-4 flex max-w-3xl flex-col gap-4">
        {claims.map((claim) => (
          <li key={claim.text} className="border-line-strong border-l-2 pl-4">
            <p dir="auto" className="user-text text-pretty">
              <Emphasised text={claim.text} />
            </p>
            <Citations claim={claim} figures={figures} />
          </li>
        ))}
      </ul>
      <p className="mt-5 border-line border-t pt-3 text-xs text-ink-faint">
        {how}
        {removed > 0 &&
          ` ${plural(removed, 'citation')} of something outside this run ${removed === 1 ? 'was' : 'were'} removed.`}
        {dropped > 0 &&
          ` ${plural(dropped, 'claim')} without support ${dropped === 1 ? 'was' : 'were'} left out.`}
      </p>
    </Panel>
  )
}
