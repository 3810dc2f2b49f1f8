import { Notice } from '@/components/ui/notice'
import { roleName } from '@/lib/access'

/** Why somebody who wanted to go elsewhere finds the set-up of a second factor. */
export function SecondFactorDemand({ role }: { role: string | null }) {
  return (
    <Notice tone="warn" title="Set up a second factor to go on">
      At this desk everybody who signs in as {roleName(role).toLowerCase()} needs one: a password that was
      guessed or stolen is then not enough to get in. It takes a minute and an authenticator app on your
      phone.
    </Notice>
  )
}
