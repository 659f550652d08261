import '@fontsource-variable/ibm-plex-sans/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { NonceProvider } from '@/components/ui/nonce-provider';
import { requestFacts } from '@/components/ui/request-facts';
import { ToastProvider } from '@/components/ui/toast';

// The Latin letters are preloaded with matching fallback metrics; the style sheet above brings the others when a page needs them.
const plex = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
  variable: '--font-plex',
  weight: '100 700',
  display: 'swap',
});

export const metadata: Metadata = {
  title: { default: 'Benchwatch', template: '%s · Benchwatch' },
  description: 'Where every specimen is, how long each test takes, and what is about to be late.',
  applicationName: 'Benchwatch',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f4ef' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1514' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { nonce, theme } = await requestFacts();
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={plex.variable}
      suppressHydrationWarning
    >
      <body>
        <NonceProvider nonce={nonce}>
          <ToastProvider>{children}</ToastProvider>
        </NonceProvider>
      </body>
    </html>
  );
}
