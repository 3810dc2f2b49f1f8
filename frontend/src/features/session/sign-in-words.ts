import type { ApiError } from '@/api/errors'
import { roughDuration } from '@/lib/time'

interface Words {
  title: string
  advice: string
}

/** Why signing in failed and what to do. `waitMs`: what is left of the time that the server asked to wait. */
export function describeSignInProblem(error: ApiError, waitMs: number): Words {
  if (error.status === 429) {
    return {
      title: 'Too many attempts',
      advice:
        waitMs > 0
          ? `Signing in is closed for another ${roughDuration(waitMs / 1000)}, with the right password too.`
          : 'You can try again now.',
    }
  }
  if (error.code === 'invalid_credentials') {
    return {
      title: 'The user name or the password is wrong',
      advice: 'Check both; capital letters count in the password.',
    }
  }
  if (error.code === 'invalid_code') {
    return {
      title: 'This code is not right',
      advice: 'Wait for the next one in your app, or use one of your recovery codes.',
    }
  }
  if (error.status === 403) {
    return {
      title: 'Your browser kept back the cookie of the desk',
      advice: 'Allow cookies for this address, then try again.',
    }
  }
  if (error.unanswered) {
    return { title: 'No answer came from the desk', advice: 'Check your connection and try again.' }
  }
  if (error.status >= 500) {
    return { title: 'The desk has a problem', advice: 'You are not signed in. Try again in a moment.' }
  }
  return { title: 'You are not signed in', advice: error.message }
}

/** What sign-in by the organisation came back with, by the `error` in the address, where anybody may write anything. */
export function describeOpenIdProblem(error: string | null): Words | undefined {
  return error && Object.hasOwn(OPENID_PROBLEMS, error) ? OPENID_PROBLEMS[error] : undefined
}

const OPENID_PROBLEMS: Record<string, Words> = {
  no_account: {
    title: 'There is no account for you at this desk',
    advice: 'Your organisation knows you. Ask an administrator of the desk for an account.',
  },
  openid_failed: {
    title: 'Signing in by your organisation failed',
    advice: 'Try it again, or sign in with a password if you have one.',
  },
}
