import { Outlet } from 'react-router'
import { ConnectionBanner } from '@/components/layout/connection-banner'
import { ThemeToggle } from '@/components/layout/theme-toggle'
import { OpenBanner } from '@/features/session/open-banner'
import { Brand } from './brand'

/** Around the pages that stand before the desk: one column, and no way but through it. */
export function PlainLayout() {
  return (
    <div className="flex min-h-dvh flex-col">
      <OpenBanner />
      <ConnectionBanner />
      <header className="flex items-center justify-between px-4 pt-3 pb-1 lg:px-7 lg:pt-6">
        <Brand />
        <ThemeToggle place="plain" />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-md flex-1 flex-col px-4 pt-[8dvh] pb-16 outline-none"
      >
        <Outlet />
      </main>
    </div>
  )
}
