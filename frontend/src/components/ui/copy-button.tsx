import { Check, Copy, X } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '@/lib/copy'
import { Button } from './button'

const STATE = {
  idle: { icon: Copy, words: 'Copy' },
  copied: { icon: Check, words: 'Copied' },
  refused: { icon: X, words: 'Select it and copy by hand' },
} as const

/** `what`: for screen readers, as in "the token". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<keyof typeof STATE>('idle')
  const { icon: Icon, words } = STATE[state]
  return (
    <Button onClick={async () => setState((await copyText(text)) ? 'copied' : 'refused')}>
      <Icon aria-hidden="true" className="size-4" />
      <span role="status">{words}</span>
      {state === 'idle' && <span className="sr-only"> {what}</span>}
    </Button>
  )
}
