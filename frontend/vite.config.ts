import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { compression, defineAlgorithm } from 'vite-plugin-compression2'
import { defineConfig } from 'vitest/config'
import { earlyScript } from './build/early-script.ts'

const backend = process.env.BACKEND_URL ?? 'http://127.0.0.1:8000'
const proxy = { '/api': { target: backend } }

/** Not what opens beside a button or floats over the page: the first view does without it. */
const isCommon = (id: string): boolean =>
  (/\/src\/(?:api|components\/(?:layout|ui)|hooks|lib|features\/tickets)\/[^/]+$/.test(id) &&
    !/\/(?:menu|choice-list|toast-stack|copy-button|pager|progress-bar)\.tsx$/.test(id)) ||
  /\/node_modules\/(?:react|scheduler|lucide-react|openapi-fetch|@tanstack\/(?:query-core|react-query))\//.test(
    id,
  )

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    earlyScript({ '/': '/routes/tickets.tsx', '/new': '/routes/new-ticket.tsx' }),
    // Once and thoroughly, a sixth smaller than what Caddy makes in passing: it serves these files as they are.
    compression({
      include: /\.(js|css|svg|html)$/,
      threshold: 500,
      algorithms: [defineAlgorithm('brotliCompress'), defineAlgorithm('gzip', { level: 9 })],
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy },
  preview: { proxy },
  build: {
    // A data: URL would need its own allowance in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several pages share is one file instead of twenty: each costs a round trip, and together they are small.
          groups: [{ name: 'common', test: isCommon, minShareCount: 2 }],
        },
      },
    },
  },
  test: {
    // What a failed query prints of the page; the message above it says which query.
    env: { DEBUG_PRINT_LIMIT: '0' },
    restoreMocks: true,
    unstubGlobals: true,
    // Generous, for machines that are busy; a test takes well under a second on one that is not.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'logic', environment: 'node', include: ['src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          environment: 'jsdom',
          environmentOptions: { jsdom: { url: 'http://desk.test/' } },
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/mocks/setup.ts'],
        },
      },
    ],
  },
})
