import { KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { PASSWORD_ADVICE, passwordErrors } from './password-rules'
import { RequestProblem } from './request-problem'
import { useSetPassword } from './use-password'

/** `code`: what the one-time link brought. */
export function SetPasswordForm({ code, onSet }: { code: string; onSet: () => void }) {
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const set = useSetPassword()
  const refused = set.isError ? toApiError(set.error).fields : {}

  function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (passwordErrors(password).length > 0 || set.isPending) return
    set.mutate({ code, new_password: password }, { onSuccess: onSet })
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {refused.code && (
        <Notice tone="danger" title="This link does not work any more">
          {refused.code.join(' ')}
        </Notice>
      )}
      {set.isError && <RequestProblem title="The password was not set" error={set.error} />}
      <PasswordField
        label="New password"
        name="new-password"
        autoComplete="new-password"
        value={password}
        onChange={(value) => {
          setPassword(value)
          // What is under way is heard out: it may have succeeded.
          if (!set.isPending) set.reset()
        }}
        errors={checked ? (refused.new_password ?? passwordErrors(password)) : undefined}
      />
      <p className="text-xs text-ink-faint">{PASSWORD_ADVICE}</p>
      <Button type="submit" variant="solid" aria-disabled={set.isPending}>
        <KeyRound aria-hidden="true" className="size-4" />
        {set.isPending ? 'Setting…' : 'Set password'}
      </Button>
    </form>
  )
}
