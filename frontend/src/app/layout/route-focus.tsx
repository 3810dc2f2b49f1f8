import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** After a navigation the keyboard and the screen reader start at the new page, as they do after a page load. */
export function RouteFocus() {
  const { pathname } = useLocation()
  const shown = useRef(pathname)

  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    const main = document.getElementById('main')
    // A page that puts the cursor somewhere itself, such as into its first field, keeps it.
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true })
  }, [pathname])

  return null
}
