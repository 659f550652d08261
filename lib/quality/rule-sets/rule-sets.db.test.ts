import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { NewRuleSet } from '../contract';
import { checkRules } from '../check-rules';
import { changeRuleSet } from './change-rule-set';
import { createRuleSet } from './create-rule-set';
import { listRuleSets } from './list-rule-sets';
import { readRuleSet } from './read-rule-set';
import { readRuleSetVersion } from './read-version';
import { removeRuleSet } from './remove-rule-set';

const TEXT = 'rules:\n  - name: Rows\n    type: row_count\n    min: 1\n';
const OTHER = `${TEXT}  - name: Names\n    type: completeness\n    columns: [assay]\n`;

let made: TestLab;
let ctx: Ctx;

beforeAll(async () => {
  made = await makeTestLab();
  ctx = await made.ctxFor('manager');
});

const create = (given: object, by = ctx) =>
  createRuleSet(by, NewRuleSet.parse({ text: TEXT, ...given }));
const events = (action: string) => ctx.db.auditEvent.count({ where: { action } });

describe('a rule set', () => {
  it('is made, read by id or name, and listed', async () => {
    const ruleSet = await create({ name: 'Nightly', every_hours: 24, days: 3 });
    expect(ruleSet).toMatchObject({
      name: 'Nightly',
      version: 1,
      text: TEXT,
      every_hours: 24,
      days: 3,
      after_import: false,
      changed_by: 'Test manager',
      last_run: null,
      rules: [{ type: 'row_count', name: 'Rows', min: 1 }],
      versions: [{ version: 1, by: 'Test manager' }],
    });
    expect(await readRuleSet(ctx, ruleSet.id)).toEqual(ruleSet);
    expect(await readRuleSet(ctx, 'NIGHTLY')).toEqual(ruleSet);
    const { data } = await listRuleSets(ctx, { limit: 50, q: 'night' });
    expect(data.map(({ id }) => id)).toEqual([ruleSet.id]);
    expect(await events('rule_set.create')).toBe(1);
  });

  it('keeps each text as a version, and says what it changed', async () => {
    const { id } = await create({ name: 'Versions' });
    const changed = await changeRuleSet(ctx, id, { text: OTHER, version: 1 });
    expect(changed).toMatchObject({ version: 2, text: OTHER });
    expect(changed.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(await readRuleSetVersion(ctx, id, 1)).toMatchObject({ text: TEXT, compared_with: null });
    const second = await readRuleSetVersion(ctx, 'Versions', 2);
    expect(second.rules).toEqual({ added: ['Names'], removed: [], changed: [] });
    expect(second.lines.filter(({ change }) => change === 'added')).toHaveLength(3);
    await expect(readRuleSetVersion(ctx, id, 3)).rejects.toMatchObject({ code: 'not_found' });
    // Settings are no version, and the same again is no change.
    const told = await events('rule_set.update');
    expect(await changeRuleSet(ctx, id, { days: 30 })).toMatchObject({ version: 2, days: 30 });
    expect(await changeRuleSet(ctx, id, { days: 30, text: OTHER })).toMatchObject({ version: 2 });
    expect(await events('rule_set.update')).toBe(told + 1);
  });

  it('is changed by whoever saw it last, of two at once by one', async () => {
    const { id } = await create({ name: 'Contended' });
    const ends = await Promise.allSettled(
      [0, 1, 2].map((n) => changeRuleSet(ctx, id, { text: `${OTHER}# ${n}\n`, version: 1 })),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) {
      if (end.status === 'rejected') {
        expect(end.reason).toMatchObject({ code: 'version_conflict', extra: { version: 2 } });
      }
    }
    expect((await readRuleSet(ctx, id)).versions).toHaveLength(2);
  });

  it('is refused with each fault of its text by line, and nothing is kept', async () => {
    const before = await ctx.db.ruleSet.count();
    const text =
      'rules:\n  - name: A\n    type: row_cuont\n    min: 1\n  - name: B\n    type: range\n';
    const refused = create({ name: 'Faulty', text });
    await expect(refused).rejects.toMatchObject({ code: 'invalid' });
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      fields: expect.arrayContaining([
        { field: 'text', message: expect.stringMatching(/^line 3: .*row_count/) },
      ]),
      extra: { faults: expect.arrayContaining([expect.objectContaining({ line: 3 })]) },
    });
    expect(await ctx.db.ruleSet.count()).toBe(before);
    const { id } = await create({ name: 'Sound' });
    await expect(changeRuleSet(ctx, id, { text })).rejects.toMatchObject({ code: 'invalid' });
    expect((await readRuleSet(ctx, id)).version).toBe(1);
  });

  it.each(['"a\\0b"', '"a\\ud83db"'])('named %s in its text is refused by line', async (name) => {
    const text = `rules:\n  - type: row_count\n    min: 1\n    name: ${name}\n`;
    await expect(create({ name: 'Unkept', text })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'text', message: expect.stringMatching(/^line 4: .*nothing can keep/) }],
    });
    expect(checkRules(ctx, { text })).toMatchObject({ valid: false });
  });

  it('has a name of its own, which is free once it is removed', async () => {
    const { id } = await create({ name: 'Taken' });
    await expect(create({ name: 'tAKEN' })).rejects.toMatchObject({
      code: 'already_exists',
      fields: [{ field: 'name' }],
    });
    await expect(create({ name: id })).rejects.toMatchObject({ code: 'invalid' });
    await expect(removeRuleSet(ctx, id, 2)).rejects.toMatchObject({ code: 'version_conflict' });
    await removeRuleSet(ctx, id, 1);
    await expect(readRuleSet(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeRuleSet(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await create({ name: 'Taken' })).toMatchObject({ version: 1 });
    expect(await unboundDb().ruleSetVersion.count({ where: { ruleSetId: id } })).toBe(1);
  });

  it('is written by managers of its own lab alone', async () => {
    const { id } = await create({ name: 'Guarded' });
    const supervisor = await made.ctxFor('supervisor');
    const forbidden = { code: 'forbidden' };
    await expect(create({ name: 'Mine' }, supervisor)).rejects.toMatchObject(forbidden);
    await expect(changeRuleSet(supervisor, id, { days: 2 })).rejects.toMatchObject(forbidden);
    await expect(removeRuleSet(supervisor, id)).rejects.toMatchObject(forbidden);
    expect((await readRuleSet(supervisor, id)).days).toBe(7);
    const theirs = await (await makeTestLab()).ctxFor('manager');
    const unknown = { code: 'not_found' };
    await expect(readRuleSet(theirs, id)).rejects.toMatchObject(unknown);
    await expect(changeRuleSet(theirs, id, { days: 2 })).rejects.toMatchObject(unknown);
    await expect(removeRuleSet(theirs, 'Guarded')).rejects.toMatchObject(unknown);
  });
});
