import type { Prisma } from '@/lib/platform/db/generated/client';
import type { Note } from '../contract';

export const NOTE_SELECT = {
  text: true,
  actorName: true,
  createdAt: true,
  test: { select: { assay: { select: { code: true } } } },
} as const satisfies Prisma.NoteSelect;

/** The newest notes of a specimen and its tests, newest first. */
export const NOTES_SELECT = {
  orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  take: 100,
  select: NOTE_SELECT,
} as const satisfies Prisma.Specimen$notesArgs;

type NoteRow = Prisma.NoteGetPayload<{ select: typeof NOTE_SELECT }>;

export function noteDto(row: NoteRow): Note {
  return {
    text: row.text,
    by: row.actorName,
    at: row.createdAt.toISOString(),
    assay: row.test?.assay.code ?? null,
  };
}
