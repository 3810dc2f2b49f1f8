import type { NewToken } from '@/api/types'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** The one time that a token can be read. */
export function NewTokenNotice({ token, onDone }: { token: NewToken; onDone: () => void }) {
  return (
    <Notice
      tone="good"
      title={`“${token.name}” is made. Copy it now: it is not shown again.`}
      actions={
        <>
          <CopyButton text={token.token} what="the token" />
          <Button variant="ghost" onClick={onDone}>
            I have it
          </Button>
        </>
      }
    >
      <code className="mt-1.5 block rounded-md bg-raised px-3 py-2 font-mono text-sm break-all text-ink select-all">
        {token.token}
      </code>
    </Notice>
  )
}
