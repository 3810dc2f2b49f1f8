import type { ReactNode } from 'react'
import type { RunDetail } from '@/api/types'
import { useNow } from '@/hooks/use-now'
import { formatCost, formatCount } from '@/lib/format'
import { roughDuration, shortDuration } from '@/lib/time'
import { costWords, engineWords, isActive, secondsTaken } from './run-state'

/** What the run took, beside what was estimated. */
export function RunFacts({ run }: { run: RunDetail }) {
  const { counts, sources, tokens, estimate, provider } = run
  const seconds = secondsTaken(run, useNow())
  const used = tokens.input + tokens.output
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-line shadow-card lg:grid-cols-5">
      <Fact name="Analysed" value={`${formatCount(counts.done)} of ${formatCount(counts.total)}`}>
        {notAnalysed(run)}
      </Fact>
      <Fact name="Read by" value={engineWords(run)} className="max-lg:order-last max-lg:col-span-2">
        {provider ? engineNote(run, sources) : 'no language model was used'}
      </Fact>
      <Fact
        name={isActive(run) ? 'Running for' : 'Duration'}
        value={seconds === undefined ? '–' : shortDuration(seconds)}
      >
        {estimate.seconds > 0 && `estimated ${roughDuration(estimate.seconds)}`}
      </Fact>
      <Fact name="Tokens" value={provider ? formatCount(used) : '–'}>
        {provider
          ? `${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out`
          : 'keywords need none'}
      </Fact>
      <Fact name="Cost" value={costWords(run)}>
        {provider && estimate.cost_usd !== null && `estimated ${formatCost(estimate.cost_usd)}`}
      </Fact>
    </dl>
  )
}

function Fact(props: { name: string; value: string; children: ReactNode; className?: string }) {
  return (
    <div className={`min-w-0 bg-surface px-5 py-3.5 ${props.className ?? ''}`}>
      <dt className="text-xs font-semibold text-ink-faint">{props.name}</dt>
      <dd className="user-text mt-0.5 line-clamp-2 text-lg font-semibold" title={props.value}>
        {props.value}
      </dd>
      <dd className="text-xs text-ink-faint">{props.children}</dd>
    </div>
  )
}

function notAnalysed({ counts }: RunDetail): string {
  const parts = [
    counts.failed > 0 && `${formatCount(counts.failed)} failed`,
    counts.cancelled > 0 && `${formatCount(counts.cancelled)} cancelled`,
    counts.skipped > 0 && `${formatCount(counts.skipped)} skipped`,
  ].filter(Boolean)
  return parts.join(', ') || 'tickets'
}

/** How much of it the model did not do itself. */
function engineNote({ provider, prompt_version: version }: RunDetail, sources: RunDetail['sources']): string {
  return [
    provider,
    version && `prompt ${version}`,
    sources.cache > 0 && `${formatCount(sources.cache)} asked earlier`,
    sources.keywords + sources.none > 0 && `${formatCount(sources.keywords + sources.none)} by keywords`,
  ]
    .filter(Boolean)
    .join(', ')
}
