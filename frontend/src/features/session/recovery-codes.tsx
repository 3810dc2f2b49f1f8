import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** The one time that they can be read. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return (
    <Notice
      tone="good"
      title="The second factor is on. Keep these recovery codes: they are not shown again."
      actions={
        <>
          <CopyButton text={codes.join('\n')} what="the recovery codes" />
          <Button variant="ghost" onClick={onDone}>
            I have them
          </Button>
        </>
      }
    >
      <p>Each signs you in once, when your phone is lost.</p>
      <ul
        aria-label="Recovery codes"
        className="mt-2 grid max-w-md gap-x-6 gap-y-1 rounded-md bg-raised px-3 py-2 font-mono text-sm text-ink sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Notice>
  )
}
