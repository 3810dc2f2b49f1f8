import { local, readItem, writeItem } from './storage'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Also written in early.ts, which applies it before the first paint. */
const KEY = 'desk.theme'

export function storedTheme(): Theme {
  const value = readItem(local, KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  writeItem(local, KEY, theme === 'system' ? null : theme)
}
