/** When somebody last did something in this tab, so that what the page asks by itself can be told from that. */

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
/** Milliseconds without a sign after which nobody is taken to be there; the desk's own rule for idle sessions. */
const AWAY_MS = 60_000

/** Opening the page is something that somebody did. */
let lastTouch = Date.now()

/** Returns how to stop. */
export function watchForPerson(target: EventTarget = window): () => void {
  const note = () => {
    lastTouch = Date.now()
  }
  note()
  // Captured, because a handler of the page may stop an event; passive, because it must not slow scrolling.
  const how = { capture: true, passive: true }
  for (const sign of SIGNS) target.addEventListener(sign, note, how)
  return () => {
    for (const sign of SIGNS) target.removeEventListener(sign, note, how)
  }
}

export function nobodyThere(now = Date.now()): boolean {
  return now - lastTouch >= AWAY_MS
}
