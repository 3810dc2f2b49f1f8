import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useSearchParams } from 'react-router'
import { sessionQuery } from '@/api/session'
import { Notice } from '@/components/ui/notice'
import { OpenIdLink } from '@/features/session/openid-link'
import { SignInForm } from '@/features/session/sign-in-form'
import { describeOpenIdProblem } from '@/features/session/sign-in-words'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { paths } from '@/lib/paths'
import { returnAddress } from '@/lib/return-address'

/** Leads back to where signing in was demanded, also when it was done in another tab. */
export function SignIn() {
  useDocumentTitle('Sign in')
  const [search] = useSearchParams()
  const { data: session } = useQuery(sessionQuery)
  const problem = describeOpenIdProblem(search.get('error'))
  if (session?.user) return <Navigate to={returnAddress(search)} replace />
  return (
    <>
      <div className="rounded-lg bg-surface p-6 shadow-card sm:p-8">
        <h1 className="mb-5 text-xl font-bold tracking-tight">Sign in</h1>
        {problem && (
          <Notice tone="danger" title={problem.title} className="mb-4">
            {problem.advice}
          </Notice>
        )}
        <SignInForm />
        <OpenIdLink session={session} next={returnAddress(search)} />
      </div>
      <p className="mt-6 text-center text-sm text-ink-soft">
        Do you need help from us?{' '}
        <Link to={paths.newTicket} className="font-semibold text-pencil underline-offset-3 hover:underline">
          Write a ticket
        </Link>
        , no account needed.
      </p>
    </>
  )
}
