'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { formatBytes } from '@/components/ui/file-size';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Refused, type Refusal } from './send-request';
import { uploadFile } from './upload-file';

/** Chooses a file and uploads it as a dry run; what it would do is shown on the import's own page. */
export function UploadForm({ labSlug, maxBytes }: { labSlug: string; maxBytes: number }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const upload = useRef<AbortController | null>(null);
  useEffect(() => () => upload.current?.abort(), []);

  const submit = async () => {
    if (!file) {
      setRefusal({ detail: 'Choose a file first.' });
      return;
    }
    setRefusal(null);
    setShare(0);
    const controller = new AbortController();
    upload.current = controller;
    try {
      const id = await uploadFile(labSlug, file, setShare, controller.signal);
      upload.current = null;
      router.push(`/${labSlug}/imports/${id}`);
    } catch (error) {
      setShare(null);
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
    }
  };

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FileDrop
        label="CSV file"
        accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values,text/plain"
        maxBytes={maxBytes}
        disabled={share !== null}
        hint={`UTF-8 or Windows-1252; comma, semicolon or tab; up to ${formatBytes(maxBytes)}.`}
        onFile={(next) => {
          setFile(next);
          setRefusal(null);
        }}
      />
      {share === null ? null : (
        <ProgressBar
          label="Uploading"
          percent={share * 100}
          detail={
            file ? `${formatBytes(file.size * share)} of ${formatBytes(file.size)}` : undefined
          }
        />
      )}
      {refusal ? (
        <Alert tone="danger" live title="The file was not taken">
          {refusal.detail}
          {refusal.requestId ? (
            <span className="mt-1 block text-xs text-muted">Request {refusal.requestId}</span>
          ) : null}
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={share !== null}>
          Check this file
        </Button>
        {share === null ? null : (
          <Button type="button" variant="ghost" onClick={() => upload.current?.abort()}>
            Stop
          </Button>
        )}
      </div>
      <p className="text-dense text-muted">
        The file is checked first. Nothing is written before you have seen what it would do.
      </p>
    </form>
  );
}
