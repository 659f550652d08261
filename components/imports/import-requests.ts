import { z } from 'zod';
import { ImportAnswer, ImportStarted, type ImportMapping } from '@/lib/imports/contract';

const ProblemText = z.object({ detail: z.string() });

/** What a person reads when a request was refused or never answered. */
export class RequestRefused extends Error {}

function refusalOf(text: string, status: number): RequestRefused {
  try {
    return new RequestRefused(ProblemText.parse(JSON.parse(text)).detail);
  } catch {
    return new RequestRefused(
      status === 413
        ? 'The file is over the limit of a server in between. Ask your administrator to raise it.'
        : 'The server could not be reached. Try again.',
    );
  }
}

async function send(labSlug: string, path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = new Headers(init.headers);
  headers.set('x-lab', labSlug);
  const response = await fetch(`/api/v1${path}`, { ...init, headers }).catch(() => null);
  if (response === null) throw refusalOf('', 0);
  const text = await response.text();
  if (!response.ok) throw refusalOf(text, response.status);
  return JSON.parse(text);
}

export async function fetchImport(labSlug: string, id: string): Promise<ImportAnswer> {
  return ImportAnswer.parse(await send(labSlug, `/imports/${id}`));
}

export async function cancelImport(labSlug: string, id: string): Promise<void> {
  await send(labSlug, `/imports/${id}`, { method: 'DELETE' });
}

export type RunChoice = {
  mapping: ImportMapping;
  dry_run: boolean;
  create_missing: boolean;
  overwrite: boolean;
};

/** Runs bytes that are here already; the id of the new import. */
export async function runImport(labSlug: string, id: string, choice: RunChoice): Promise<string> {
  const answer = await send(labSlug, `/imports/${id}/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(choice),
  });
  return ImportStarted.parse(answer).id;
}

/**
 * Uploads a file to be checked. fetch tells nothing of an upload's progress, so this is an
 * XMLHttpRequest; `onProgress` gets 0–100.
 */
export function uploadToCheck(
  labSlug: string,
  file: File,
  onProgress: (percent: number) => void,
  stop: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    // Fields before the file: the server reads the form as a stream.
    form.set('dry_run', 'true');
    form.set('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/imports');
    request.setRequestHeader('x-lab', labSlug);
    request.upload.onprogress = ({ loaded, total }) => onProgress((loaded / total) * 100);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(ImportStarted.parse(JSON.parse(request.responseText)).id);
      } else reject(refusalOf(request.responseText, request.status));
    };
    request.onerror = () => reject(refusalOf('', 0));
    request.onabort = () => reject(new RequestRefused('Stopped. Nothing was imported.'));
    stop.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
