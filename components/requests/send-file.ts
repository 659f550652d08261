import { z } from 'zod';
import { Refused, refusalOf } from './send-request';

const Started = z.object({ id: z.uuid() });

/**
 * Posts a form with a file to our own interface in a lab and tells how far it is (0–1): fetch cannot,
 * so this is XMLHttpRequest. Answers the id of what was begun with it, which goes on by itself; what is
 * refused is thrown as `Refused`.
 */
export function sendFile(
  labSlug: string,
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('x-lab', labSlug);
    request.setRequestHeader('prefer', 'respond-async');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status !== 200 && request.status !== 202) {
        reject(new Refused(refusalOf(request.responseText)));
        return;
      }
      try {
        resolve(Started.parse(JSON.parse(request.responseText)).id);
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
