import { Outlet, ScrollRestoration } from 'react-router'
import { Toaster } from '@/components/layout/toaster'
import { RouteFocus } from './route-focus'
import { useForgetAccount } from './use-forget-account'

/** What every page has, whatever stands around it. */
export function Root() {
  useForgetAccount()
  return (
    <>
      <Outlet />
      <RouteFocus />
      <ScrollRestoration />
      <Toaster />
    </>
  )
}
