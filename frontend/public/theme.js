// The content security policy allows no inline script, hence a file. Keep the key in step with src/lib/theme.ts.
try {
  const theme = localStorage.getItem('desk.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is blocked: the system's theme stands.
}
