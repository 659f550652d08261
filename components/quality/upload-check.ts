import { Refused, refusalOf } from '@/components/imports/send-request';
import { RunStarted } from '@/lib/quality/contract';

/** What a file is judged by: the built-in rules, a rule set of the lab, or a text of rules. */
export type ChosenRules =
  { kind: 'built-in' } | { kind: 'set'; id: string } | { kind: 'text'; text: string };

/**
 * Sends a file to be judged and tells how far it is (0–1): fetch cannot, so this is XMLHttpRequest.
 * Answers the id of the run, which goes on by itself; what is refused is thrown as `Refused`.
 */
export function uploadCheck(
  labSlug: string,
  file: File,
  rules: ChosenRules,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const form = new FormData();
  if (rules.kind === 'set') form.append('rule_set', rules.id);
  if (rules.kind === 'text') form.append('custom_rules', rules.text);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/dq/validate-csv');
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
        resolve(RunStarted.parse(JSON.parse(request.responseText)).id);
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
