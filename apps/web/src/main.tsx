import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { mayPass } from './api/client';
import { startWords } from './frame/i18n';
import { Themed } from './frame/theme';
import { pages } from './pages';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => mayPass(error) && failures < 4,
      staleTime: 5_000,
      networkMode: 'always',
    },
  },
});
const router = createBrowserRouter(pages, { basename: '/app' });
const root = document.getElementById('root');
if (root === null) throw new Error('the document has no root');
await startWords();
createRoot(root).render(
  <StrictMode>
    <Themed>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Themed>
  </StrictMode>,
);
