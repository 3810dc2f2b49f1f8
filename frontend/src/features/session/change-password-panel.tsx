import { type FormEvent, useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { PasswordField } from '@/components/ui/password-field'
import { toast } from '@/lib/toasts'
import { PASSWORD_ADVICE, passwordErrors } from './password-rules'
import { RequestProblem } from './request-problem'
import { useChangePassword } from './use-password'

const EMPTY = { current_password: '', new_password: '' }

export function ChangePasswordPanel() {
  const [passwords, setPasswords] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const change = useChangePassword()
  const refused = change.isError ? toApiError(change.error).fields : {}
  const wrong = passwordErrors(passwords.new_password)

  function edit(part: Partial<typeof EMPTY>) {
    setPasswords({ ...passwords, ...part })
    // What is under way is heard out: it may have succeeded.
    if (!change.isPending) change.reset()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (wrong.length > 0 || !passwords.current_password || change.isPending) return
    change.mutate(passwords, {
      onSuccess: () => {
        setPasswords(EMPTY)
        setChecked(false)
        toast({
          tone: 'good',
          title: 'Your password is changed',
          body: 'Other browsers have to sign in anew.',
        })
      },
    })
  }

  return (
    <Panel title="Password">
      <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
        {change.isError && <RequestProblem title="The password was not changed" error={change.error} />}
        <PasswordField
          label="Current password"
          name="current-password"
          autoComplete="current-password"
          value={passwords.current_password}
          onChange={(current_password) => edit({ current_password })}
          errors={
            refused.current_password ??
            (checked && !passwords.current_password ? ['Type your password.'] : undefined)
          }
        />
        <PasswordField
          label="New password"
          name="new-password"
          autoComplete="new-password"
          value={passwords.new_password}
          onChange={(new_password) => edit({ new_password })}
          errors={refused.new_password ?? (checked ? wrong : undefined)}
        />
        <p className="text-xs text-ink-faint">{PASSWORD_ADVICE}</p>
        <div>
          <Button type="submit" variant="solid" aria-disabled={change.isPending}>
            {change.isPending ? 'Changing…' : 'Change password'}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
