import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { ImportAnswer, ImportForm, ImportRun, ImportStarted } from './contract';

const byImport = z.object({ id: z.string().min(1).max(200) });
const tag = 'Imports';

export const listImportsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/imports',
  tag,
  summary: 'List imports, the newest first',
  may: 'read',
  query: z.strictObject(listQueryShape),
  answer: listAnswer(ImportAnswer),
});

export const startImportEndpoint = defineEndpoint({
  method: 'POST',
  path: '/imports',
  tag,
  summary: 'Import a CSV file, or try what importing it would do',
  description:
    'multipart/form-data. Answers once all bytes are kept; over IMPORT_MAX_MB is 413, a body cut short 400. Takes Idempotency-Key.',
  may: 'import',
  status: 202,
  upload: ImportForm,
  answer: ImportStarted,
});

export const readImportEndpoint = defineEndpoint({
  method: 'GET',
  path: '/imports/{id}',
  tag,
  summary: 'Read an import: how far it is, and what it found',
  may: 'read',
  params: byImport,
  answer: ImportAnswer,
});

export const cancelImportEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/imports/{id}',
  tag,
  summary: 'Cancel an import',
  description: 'What was written stays, and message says so. One that has ended is 409.',
  may: 'import',
  params: byImport,
  answer: ImportAnswer,
});

export const rerunImportEndpoint = defineEndpoint({
  method: 'POST',
  path: '/imports/{id}/run',
  tag,
  summary: 'Run a file again that was uploaded before',
  description:
    'As after a dry run: a new import takes over the bytes. 409 while the first is at work, or when its bytes are no longer kept (a day).',
  may: 'import',
  status: 202,
  params: byImport,
  body: ImportRun,
  answer: ImportStarted,
});

export const rejectedCsvEndpoint = defineEndpoint({
  method: 'GET',
  path: '/imports/{id}/rejected.csv',
  tag,
  summary: 'Download the rejected rows: line, field, value, reason',
  may: 'read',
  params: byImport,
  answerType: 'text/csv',
});

export const IMPORT_ENDPOINTS: readonly Endpoint[] = [
  listImportsEndpoint,
  startImportEndpoint,
  readImportEndpoint,
  cancelImportEndpoint,
  rerunImportEndpoint,
  rejectedCsvEndpoint,
];
