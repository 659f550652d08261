'use client';

import { setNonce } from 'get-nonce';
import { useState, type ReactNode } from 'react';

/**
 * Hands the page's CSP nonce to libraries that inject a <style> (the scroll lock of dialogs).
 * Only the first nonce of a document counts: a later one, of a refreshed layout, is not in the
 * policy the browser enforces.
 */
export function NonceProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  useState(() => {
    if (nonce && typeof document !== 'undefined') setNonce(nonce);
  });
  return children;
}
