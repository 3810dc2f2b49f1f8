import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from './api/query-client'
import { Providers } from './app/providers'
import { createRoutes } from './app/router'
import { whenInitialized } from './app/when-initialized'
import { watchForPerson } from './lib/last-touch'
import { loadTheRest } from './lib/later'
import { reportError, reportErrors } from './lib/report-errors'
import './styles/index.css'

/** After the first view has come to rest, on a slow phone too. */
const REST_MS = 3_000

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root element.')

reportErrors()
watchForPerson()

const queryClient = createQueryClient()
const router = createBrowserRouter(createRoutes(queryClient))

// The outline in index.html stands until there is a page to put in its place.
whenInitialized(router, () => {
  createRoot(root).render(
    <StrictMode>
      <Providers queryClient={queryClient}>
        <RouterProvider router={router} onError={reportError} />
      </Providers>
    </StrictMode>,
  )
  setTimeout(loadTheRest, REST_MS)
})
