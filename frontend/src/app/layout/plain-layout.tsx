import { Outlet } from 'react-router'
import { ConnectionBanner } from '@/components/layout/connection-banner'
import { ThemeToggle } from '@/components/layout/theme-toggle'
import { OpenBanner } from '@/features/session/open-banner'
import { cx } from '@/lib/cx'
import { Brand } from './brand'

/** Around the pages that stand before the desk: one column, and no way but through it. `wide`: it is there to be read. */
export function PlainLayout({ wide = false }: { wide?: boolean }) {
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
        className={cx(
          'mx-auto flex w-full flex-1 flex-col px-4 pb-16 outline-none',
          wide ? 'max-w-2xl pt-6' : 'max-w-md pt-[8dvh]',
        )}
      >
        <Outlet />
      </main>
    </div>
  )
}
