import Link from 'next/link';
import type { ReactNode } from 'react';
import { Brand } from '@/components/shell/brand';

/** The reference is read without signing in, so it stands outside the portal's frame. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-6xl px-4 pb-16 lg:px-6">
      <header className="flex h-14 items-center">
        <Link href="/" className="rounded-sm">
          <Brand />
        </Link>
      </header>
      <main className="space-y-5 pt-3">{children}</main>
    </div>
  );
}
