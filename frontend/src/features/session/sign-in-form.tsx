import { LogIn } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import { useSlow } from '@/hooks/use-slow'
import { SignInProblem } from './sign-in-problem'
import { type Credentials, useSignIn } from './use-sign-in'

const NOBODY: Credentials = { username: '', password: '', code: '' }

/** User name and password, and where the account has a second factor, its code in a second step. */
export function SignInForm() {
  const [credentials, setCredentials] = useState(NOBODY)
  const [missing, setMissing] = useState(false)
  const [asksCode, setAsksCode] = useState(false)
  const signIn = useSignIn()
  const slow = useSlow(signIn.isPending)
  const error = signIn.isError ? toApiError(signIn.error) : undefined
  const { username, password, code } = credentials

  function change(part: Partial<Credentials>) {
    setCredentials({ ...credentials, ...part })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const incomplete = !username.trim() || !password || (asksCode && !code.trim())
    setMissing(incomplete)
    if (incomplete || signIn.isPending) return
    signIn.mutate(
      { username: username.trim(), password, code: code.trim() },
      {
        onError: (cause) => {
          const refusal = toApiError(cause).code
          if (refusal === 'second_factor_required') setAsksCode(true)
          // A code is of use once; the password stays, so that one wrong letter can be put right.
          if (refusal === 'invalid_code') change({ code: '' })
        },
      },
    )
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && error.code !== 'second_factor_required' && (
        <SignInProblem error={error} since={signIn.submittedAt} />
      )}
      {!asksCode && (
        <>
          <TextField
            label="User name"
            name="username"
            autoComplete="username"
            autoFocus
            value={username}
            onChange={(value) => change({ username: value })}
            errors={missing && !username.trim() ? ['Type your user name.'] : undefined}
          />
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(value) => change({ password: value })}
            errors={missing && !password ? ['Type your password.'] : undefined}
          />
        </>
      )}
      {asksCode && (
        <>
          <p className="text-sm text-ink-soft">
            <strong className="font-semibold text-ink">{username.trim()}</strong> signs in with a code as
            well. Take it from your authenticator app, or use one of your recovery codes.
          </p>
          <TextField
            label="Code"
            name="code"
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(value) => change({ code: value })}
            errors={missing && !code.trim() ? ['Type the code.'] : undefined}
            className="font-mono tracking-widest"
          />
        </>
      )}
      <Button type="submit" variant="solid" aria-disabled={signIn.isPending} className="mt-1">
        <LogIn aria-hidden="true" className="size-4" />
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {slow && 'This takes longer than usual. The desk has not answered yet.'}
      </p>
      {asksCode && (
        <Button
          variant="ghost"
          onClick={() => {
            setAsksCode(false)
            setCredentials(NOBODY)
            signIn.reset()
          }}
        >
          Sign in as somebody else
        </Button>
      )}
    </form>
  )
}
