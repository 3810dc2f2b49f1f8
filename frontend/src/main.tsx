import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from './api/query-client'
import { Providers } from './app/providers'
import { createRoutes } from './app/router'
import { watchForPerson } from './lib/last-touch'
import { reportError, reportErrors } from './lib/report-errors'
import './styles/index.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root element.')

reportErrors()
watchForPerson()

const queryClient = createQueryClient()
const router = createBrowserRouter(createRoutes(queryClient))

createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} onError={reportError} />
    </Providers>
  </StrictMode>,
)
