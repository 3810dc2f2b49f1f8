import { Unlink } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SetPasswordForm } from '@/features/session/set-password-form'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { paths } from '@/lib/paths'
import { toast } from '@/lib/toasts'

/** Where a one-time link leads. Its code stands behind the #, which a browser sends to nobody. */
export function SetPassword() {
  useDocumentTitle('Choose a password')
  const { hash } = useLocation()
  const [code] = useState(() => hash.slice(1))
  const navigate = useNavigate()

  if (!code) {
    return (
      <EmptyState
        icon={<Unlink />}
        title="This link is not complete"
        action={
          <Link to={paths.signIn} className={buttonClass('solid')}>
            Sign in
          </Link>
        }
      >
        Open it again as you were given it, with everything behind the #, or ask your administrator for a new
        one.
      </EmptyState>
    )
  }
  return (
    <div className="rounded-lg bg-surface p-6 shadow-card sm:p-8">
      <h1 className="mb-1.5 text-xl font-bold tracking-tight">Choose a password</h1>
      <p className="mb-5 text-sm text-ink-soft">Then you sign in with it.</p>
      <SetPasswordForm
        code={code}
        onSet={() => {
          toast({ tone: 'good', title: 'Your password is set', body: 'Sign in with it now.' })
          void navigate(paths.signIn, { replace: true })
        }}
      />
    </div>
  )
}
