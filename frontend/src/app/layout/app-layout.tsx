import { Outlet } from 'react-router'
import { ConnectionBanner } from '@/components/layout/connection-banner'
import { ThemeToggle } from '@/components/layout/theme-toggle'
import { AccountCorner } from '@/features/session/account-corner'
import { OpenBanner } from '@/features/session/open-banner'
import { useAccess } from '@/hooks/use-access'
import { Brand } from './brand'
import { Navigation } from './navigation'

/** What surrounds the pages of the desk. The window scrolls, not a box in it: phones and keyboards expect that. */
export function AppLayout() {
  const access = useAccess()
  const requester = access === 'anybody' || access === 'stranger'
  const unready = access === 'unready'
  return (
    <>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-solid px-4 py-2 font-semibold text-on-solid focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
        <header className="sticky top-0 hidden h-dvh flex-col justify-between px-4 py-6 lg:flex">
          <div className="flex flex-col gap-7">
            <div className="px-3">
              <Brand />
            </div>
            {!unready && <Navigation place="side" requester={requester} />}
          </div>
          <div className="flex flex-col gap-3">
            <AccountCorner place="side" />
            <div className="px-3">
              <ThemeToggle place="side" />
            </div>
          </div>
        </header>
        <div className="min-w-0">
          <OpenBanner />
          <ConnectionBanner />
          <header className="flex items-center justify-between gap-3 px-4 pt-3 pb-1 lg:hidden">
            <Brand />
            <div className="flex items-center gap-2">
              <ThemeToggle place="top" />
              <AccountCorner place="top" />
            </div>
          </header>
          <main id="main" tabIndex={-1} className="px-4 pt-4 pb-24 outline-none lg:py-6 lg:pr-8 lg:pl-4">
            {/* One left edge for all pages, whatever width each of them takes. */}
            <div className="mx-auto max-w-7xl">
              <Outlet />
            </div>
          </main>
        </div>
      </div>
      {!requester && !unready && (
        <div className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-canvas py-1 pb-[calc(0.25rem+env(safe-area-inset-bottom))] lg:hidden">
          <Navigation place="bottom" />
        </div>
      )}
    </>
  )
}
