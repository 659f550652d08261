'use client';

import { useEffect, useRef, useState } from 'react';
import { Refused, type Refusal } from '@/components/imports/send-request';
import { uploadCheck, type ChosenRules } from './upload-check';

/** Uploads a file to be judged: how far it is, what was refused, and a way to stop. */
export function useCheck(labSlug: string) {
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const upload = useRef<AbortController | null>(null);
  useEffect(() => () => upload.current?.abort(), []);

  /** The id of the run, or null where it was refused. */
  const send = async (file: File | null, rules: ChosenRules): Promise<string | null> => {
    if (!file) {
      setRefusal({ detail: 'Choose a file first.' });
      return null;
    }
    setRefusal(null);
    setShare(0);
    const controller = new AbortController();
    upload.current = controller;
    try {
      return await uploadCheck(labSlug, file, rules, setShare, controller.signal);
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
