'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

/** Keeps what is polled or live in the browser; one client for the life of the page. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: true, retry: 3 } } }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
