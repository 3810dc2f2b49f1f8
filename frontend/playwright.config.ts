import { defineConfig } from '@playwright/test'

/** A system's Chromium: the project downloads no browser. `make test-e2e` finds it and says where it is. */
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium'

const STACK = {
  name: 'desk',
  // `exec`, so that no shell stands between the two.
  command: 'exec node e2e/support/stack.mjs',
  // The groups become DESK_URL and DESK_DATABASE_URL in the environment of the tests.
  wait: {
    stdout: /DESK_READY \{"url": "(?<desk_url>[^"]+)", "database_url": "(?<desk_database_url>[^"]+)"\}/,
  },
  timeout: 90_000,
  gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
} as const

/**
 * Journeys through the real stack: gunicorn, PostgreSQL and Caddy as `make run` starts them, on a free port, with a
 * database of their own that is thrown away at the end; or, with DESK_URL, through a desk that runs already.
 * `DEBUG=pw:webserver` shows what the stack says.
 */
export default defineConfig({
  testDir: 'e2e',
  // One at a time: the figures count what everybody writes.
  workers: 1,
  // A journey that fails now and then is a fault, in the product or in the journey.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 40_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // Given, or read from what the stack says when it is up.
    baseURL: process.env.DESK_URL,
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // The key of an authority that no browser knows, as Caddy's own is.
        ...(process.env.DESK_AUTHORITY
          ? [`--ignore-certificate-errors-spki-list=${process.env.DESK_AUTHORITY}`]
          : []),
      ],
    },
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'journeys',
      testMatch: '*.spec.ts',
      testIgnore: ['production.spec.ts', 'script-attempts-in-addresses.spec.ts'],
    },
    // `make fuzz`: what takes long, with what the journeys try of it.
    { name: 'hostile', testMatch: 'script-attempts*.spec.ts' },
    { name: 'production', testMatch: 'production.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots*.ts' },
    { name: 'bench', testMatch: 'bench/web.ts' },
  ],
  ...(!process.env.DESK_URL && { webServer: STACK }),
})
