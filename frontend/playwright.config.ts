import { defineConfig } from '@playwright/test'

/** A system's Chromium: the project downloads no browser. `make test-e2e` finds it and says where it is. */
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium'

/** By the desk that they go through: support/hostile-desk.ts, closed-desk.ts, model-desk.ts, demanding-desk.ts. */
const HOSTILE = 'script-attempts.spec.ts'
const CLOSED = [
  'account-pages.spec.ts',
  'assignee.spec.ts',
  'colleagues.spec.ts',
  'drafts.spec.ts',
  'follow.spec.ts',
  'sign-in.spec.ts',
]
const MODEL = 'analysis.spec.ts'
const DEMANDING = 'second-factor.spec.ts'

/**
 * Journeys through the real stack: gunicorn, PostgreSQL and Caddy as `make run` starts them (support/other-desk.ts); or,
 * with DESK_URL, through a desk that runs already.
 */
export default defineConfig({
  testDir: 'e2e',
  // Each has a desk of its own, since the figures count what everybody writes; one that is given, all share.
  workers: process.env.DESK_URL ? 1 : 2,
  // A journey that fails now and then is a fault, in the product or in the journey.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Generous, for machines that are busy; a journey takes a few seconds on one that is not.
  timeout: 120_000,
  // Shorter than the page waits before it asks by itself (15 s and more): what must come at once does not come by that.
  expect: { timeout: 14_000 },
  reporter: [['list'], ['./e2e/support/last-words.ts']],
  use: {
    browserName: 'chromium',
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
    // What takes longest without a break comes first, and each desk but the common one is started once.
    { name: 'journeys-hostile', testMatch: HOSTILE, workers: 1 },
    { name: 'journeys-closed', testMatch: CLOSED, workers: 1 },
    { name: 'journeys-model', testMatch: MODEL, workers: 1 },
    { name: 'journeys-demanding', testMatch: DEMANDING, workers: 1 },
    {
      name: 'journeys',
      testMatch: '*.spec.ts',
      testIgnore: [
        HOSTILE,
        ...CLOSED,
        MODEL,
        DEMANDING,
        'production.spec.ts',
        'script-attempts-in-addresses.spec.ts',
      ],
    },
    // `make fuzz`: what takes long, with what the journeys try of it.
    { name: 'hostile', testMatch: 'script-attempts*.spec.ts' },
    { name: 'production', testMatch: 'production.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots*.ts' },
    { name: 'bench', testMatch: 'bench/web.ts' },
  ],
})
