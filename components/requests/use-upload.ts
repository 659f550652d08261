'use client';

import { useEffect, useRef, useState } from 'react';
import { sendFile } from './send-file';
import { Refused, type Refusal } from './send-request';

/** Uploads a file to an address of a lab: how far it is, what was refused, and a way to stop. */
export function useUpload(labSlug: string, path: string) {
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const upload = useRef<AbortController | null>(null);
  useEffect(() => () => upload.current?.abort(), []);

  /** The id of what was begun with the file, or null where it was refused. */
  const send = async (file: File | null, fields: Readonly<Record<string, string>>) => {
    if (!file) {
      setRefusal({ detail: 'Choose a file first.' });
      return null;
    }
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    setRefusal(null);
    setShare(0);
    const controller = new AbortController();
    upload.current = controller;
    try {
      return await sendFile(labSlug, path, form, setShare, controller.signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
      return null;
    } finally {
      upload.current = null;
      setShare(null);
    }
  };
  return { send, share, refusal, setRefusal, stop: () => upload.current?.abort() };
}
