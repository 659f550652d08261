import { ImportStarted } from '@/lib/imports/contract';
import { Refused, refusalOf } from './send-request';

/**
 * Sends a file as a dry run and tells how far it is (0–1): fetch cannot, so this is XMLHttpRequest.
 * Answers the id of the import; what is refused is thrown as `Refused`.
 */
export function uploadFile(
  labSlug: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const form = new FormData();
  form.append('dry_run', 'true');
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/imports');
    request.setRequestHeader('x-lab', labSlug);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status !== 202) {
        reject(new Refused(refusalOf(request.responseText)));
        return;
      }
      try {
        resolve(ImportStarted.parse(JSON.parse(request.responseText)).id);
      } catch {
        reject(new Refused(refusalOf('')));
      }
    };
    request.onerror = () => reject(new Refused(refusalOf('')));
    request.onabort = () => reject(new Refused({ detail: 'The upload was stopped.' }));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
