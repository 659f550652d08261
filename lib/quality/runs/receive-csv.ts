import { authorize, type Ctx } from '@/lib/platform/context';
import { env } from '@/lib/platform/env';
import { parseInput } from '@/lib/platform/http/parse-input';
import { tooLarge } from '@/lib/platform/uploads/chunks';
import { readForm } from '@/lib/platform/uploads/read-form';
import { announcesMoreThan, uploadOnce } from '@/lib/platform/uploads/upload-once';
import { CheckFormFields } from '../contract';
import { builtInRules, rulesOfRef, rulesOfTexts } from './choose-rules';
import { refuseIfManyWait } from './queue-run';
import { dropCsv, queueCsv, storeCsv } from './store-csv';
import type { ChosenRules } from './stored-rules';

async function rulesOf(ctx: Ctx, fields: CheckFormFields): Promise<ChosenRules> {
  const { rules_file, custom_rules, rule_set } = fields;
  if (rule_set !== undefined) {
    const { days: _, ...rules } = await rulesOfRef(ctx.db, rule_set);
    return rules;
  }
  if (rules_file === undefined && custom_rules === undefined) return builtInRules();
  return rulesOfTexts({ rules_file, custom_rules });
}

/**
 * Takes a CSV that is to be judged: its bytes are in the database before this answers. Too large is
 * 413, a body cut short 400, wrong rules 422 with their lines, and each leaves nothing.
 */
export async function receiveCsv(
  ctx: Ctx,
  request: Request,
): Promise<{ id: string; replayed: boolean }> {
  authorize(ctx, 'csv.check');
  const maxBytes = env().IMPORT_MAX_MB * 1_000_000;
  if (announcesMoreThan(request, maxBytes)) throw tooLarge(maxBytes);
  await refuseIfManyWait(ctx.db);
  const { fields, file } = await readForm(
    request,
    (name, bytes) => storeCsv(ctx, name, bytes, maxBytes),
    (kept) => dropCsv(ctx, kept.id),
    ['rules_file'],
  );
  try {
    const options = parseInput(CheckFormFields, fields);
    const rules = await rulesOf(ctx, options);
    const { sha256 } = file;
    const received = await uploadOnce(ctx, request, { sha256, options }, () =>
      queueCsv(ctx, file, rules),
    );
    if (received.replayed) await dropCsv(ctx, file.id);
    return received;
  } catch (error) {
    await dropCsv(ctx, file.id);
    throw error;
  }
}
