import type { DataRouter } from 'react-router'

/** When the first page has its code and its loaders have answered, or failed. */
export function whenInitialized(router: DataRouter, then: () => void): void {
  if (router.state.initialized) {
    then()
    return
  }
  const stop = router.subscribe(({ initialized }) => {
    if (!initialized) return
    stop()
    then()
  })
}
