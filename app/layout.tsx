import './globals.css';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { NonceProvider } from '@/components/ui/nonce-provider';
import { requestFacts } from '@/components/ui/request-facts';
import { ToastProvider } from '@/components/ui/toast';

// One face in three files: names and units may need letters beyond Latin, most pages do not.
const plex = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
  variable: '--font-plex',
  weight: '100 700',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});
const plexExtended = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-ext-wght-normal.woff2',
  variable: '--font-plex-extended',
  weight: '100 700',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});
const plexGreek = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-greek-wght-normal.woff2',
  variable: '--font-plex-greek',
  weight: '100 700',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0370-03FF' }],
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
      className={`${plex.variable} ${plexExtended.variable} ${plexGreek.variable}`}
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
