import { parseArgs, type ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { closeDatabase, unboundDb } from '@/lib/platform/db/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';

/** A command was called wrongly; the message says how, and the command shows its help. */
export class UsageError extends Error {}

/** What stands after a command's name; unknown options are named. */
export function optionsOf<T extends NonNullable<ParseArgsConfig['options']>>(
  options: T,
  words: string[],
) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** An option that must be there. */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is needed.`);
  return value;
}

/** The ctx of whoever runs the server, in the lab of that slug. */
export async function commandCtx(labSlug: string): Promise<Ctx> {
  const found = await unboundDb().lab.findUnique({ where: { slug: labSlug } });
  if (!found) {
    const labs = await unboundDb().lab.findMany({
      select: { slug: true },
      orderBy: { slug: 'asc' },
    });
    const known = labs.map(({ slug }) => slug).join(', ') || 'none yet; see npm run create-lab';
    throw new UsageError(`There is no lab ${labSlug}. Labs: ${known}.`);
  }
  const { id, slug, name, timeZone, firstWeekday } = found;
  return {
    actor: { kind: 'system', job: 'command line' },
    lab: { id, slug, name, timeZone, firstWeekday },
    requestId: newId(),
    now: new Date(),
    db: labDb(id),
  };
}

function messageOf(error: unknown): string {
  if (error instanceof AppError) {
    const fields = error.fields?.map(({ field, message }) => `${field}: ${message}`);
    return fields && fields.length > 0 ? fields.join('\n') : error.message;
  }
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs a command: its answer goes to standard output, what went wrong to standard error, and the
 * exit code is 0, 1 for what was refused, or 2 for a wrong call.
 */
export async function runAs(help: string, main: (words: string[]) => Promise<void>): Promise<void> {
  const words = process.argv.slice(2);
  try {
    if (words.includes('--help') || words.includes('-h')) process.stdout.write(`${help.trim()}\n`);
    else await main(words);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${help.trim()}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  } finally {
    await closeDatabase();
  }
}
