// npm run audit:verify: checks the audit trail against its seals and anchors.
import type { AuditFault, ChainReport } from '@/lib/audit/audit-report';
import { NO_LAB_CHAIN } from '@/lib/audit/seal-hash';
import { verifyAudit } from '@/lib/audit/verify-audit';
import { optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { pool } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';

const HELP = `
Checks every row of the audit trail against its seal, the row before it and the anchors. Exit code 0
when all is as it was sealed, 1 when something is not (the first bad row is named), 2 for a wrong
call.

  npm run audit:verify [-- --anchor FILE]

  --anchor  the anchor file, or a copy of it kept elsewhere; AUDIT_ANCHOR unless given`;

const count = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;

function nameOf({ chain, lab }: Pick<ChainReport, 'chain' | 'lab'>): string {
  if (lab !== null) return `lab ${lab}`;
  return chain === NO_LAB_CHAIN ? 'no lab (accounts)' : `unknown lab ${chain}`;
}

function lineOf(report: ChainReport): string {
  const { sealed, waiting, anchored, uncovered } = report;
  const queued = waiting > 0 ? `, ${count(waiting, 'event waits', 'events wait')} for a seal` : '';
  const last = anchored
    ? `the last anchor (${anchored.at}) covers up to row ${anchored.position}`
    : 'no anchor yet';
  const rest =
    uncovered > 0
      ? `; ${count(uncovered, 'row after it is', 'rows after it are')} not covered`
      : anchored && anchored.position > sealed
        ? ', which is more than there are'
        : '; all covered';
  return `${nameOf(report)}: ${count(sealed, 'row', 'rows')} sealed${queued}; ${last}${anchored ? rest : ''}.`;
}

function placeOf({ chain, position, eventId }: AuditFault, chains: readonly ChainReport[]): string {
  const lab = chains.find((report) => report.chain === chain)?.lab ?? null;
  const row = position === null ? '' : `, row ${position}`;
  return `${nameOf({ chain, lab })}${row}${eventId === null ? '' : `, event ${eventId}`}`;
}

await runAs(HELP, async (words) => {
  const { values, positionals } = optionsOf({ anchor: { type: 'string' } }, words);
  if (positionals.length > 0) throw new UsageError(`What is ${positionals.join(' ')}?`);
  const report = await verifyAudit(pool(), {
    key: Buffer.from(env().AUDIT_KEY, 'base64'),
    anchorPath: values.anchor ?? env().AUDIT_ANCHOR,
  });
  for (const chain of report.chains) console.log(lineOf(chain));
  for (const note of report.notes) console.log(note);
  if (report.faultCount === 0) {
    console.log('The audit trail is as it was sealed.');
    return;
  }
  for (const [index, fault] of report.faults.entries()) {
    console.log(
      `${index === 0 ? 'First bad row' : 'Then'}: ${placeOf(fault, report.chains)}: ${fault.problem}`,
    );
  }
  const more = report.faultCount - report.faults.length;
  if (more > 0) console.log(`And ${count(more, 'more', 'more')}.`);
  console.log(
    `The audit trail is NOT as it was sealed: ${count(report.faultCount, 'fault', 'faults')}.`,
  );
  process.exitCode = 1;
});
