import type { Agreement, EngineAgreement } from '@/api/types'
import { AGREEMENT_FIELDS, engineName, engineNote, intervalWords, keptWords } from './agreement-words'

/** A row for each engine that suggested something. */
export function EngineTable({ engines }: { engines: readonly EngineAgreement[] }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Kept suggestions by source</caption>
      <thead className="text-left text-xs text-ink-faint">
        <tr>
          <th scope="col" className="py-1 font-semibold">
            Source
          </th>
          {AGREEMENT_FIELDS.map(({ field, label }) => (
            <th key={field} scope="col" className="w-[32%] py-1 pl-3 text-right font-semibold">
              {label} kept
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {engines.map((engine) => {
          const note = engineNote(engine)
          return (
            <tr key={`${engineName(engine)} ${note}`} className="border-line border-t align-baseline">
              <th scope="row" className="py-2 text-left font-normal">
                <span className="user-text">{engineName(engine)}</span>{' '}
                {note && <span className="user-text block text-xs text-ink-faint">{note}</span>}
              </th>
              {AGREEMENT_FIELDS.map(({ field }) => (
                <KeptCell key={field} agreement={engine[field]} />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function KeptCell({ agreement }: { agreement: Agreement }) {
  if (agreement.cases === 0)
    return <td className="py-2 pl-3 text-right text-xs text-ink-faint">None shown</td>
  return (
    <td className="py-2 pl-3 text-right">
      <strong className="font-semibold">{keptWords(agreement)}</strong>{' '}
      <span className="block text-balance text-xs text-ink-faint">{intervalWords(agreement)}</span>
    </td>
  )
}
