import { REJECTION_GROUPS, type RejectionGroup } from '@/lib/labs/default-rejection-reasons';
import type { Role } from '@/lib/platform/access/roles';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Option } from '../lists/filter-options';
import { readLabRules, type LabRules } from '../lab-rules';
import type { StateKind } from '../specimen-state';
import { allowedOnAny } from '../workflow';

/** One transition row, as far as whoever works with it must know. */
export type ActionRule = {
  action: string;
  from: string;
  /** Null: back to the state before. */
  to: string | null;
  leastRole: Role;
  needsReason: boolean;
  needsSignature: boolean;
};

/** All that a page needs to offer actions and to ask for what they need; plain data. */
export type ActionOptions = {
  /** Each action once, in the order of the work, by the lab's own word. */
  actions: { action: string; label: string }[];
  rules: ActionRule[];
  /** Least advanced first. */
  states: { key: string; label: string; kind: StateKind }[];
  devices: Option[];
  errorCodes: Option[];
  rejectionReasons: { group: RejectionGroup; options: Option[] }[];
};

const IN_USE = { where: { active: true } } as const;

const coded = ({ code, name }: { code: string; name: string }): Option => ({
  value: code,
  label: code === name ? code : `${name} (${code})`,
});

/** The actions of the lab and what they can be given: nothing retired. `rules` saves reading them again. */
export async function actionOptions(ctx: Ctx, rules?: LabRules): Promise<ActionOptions> {
  authorize(ctx, 'read');
  const [lab, devices, errorCodes, reasons] = await Promise.all([
    rules ?? readLabRules(ctx),
    ctx.db.device.findMany({
      where: { retiredAt: null },
      orderBy: { name: 'asc' },
      select: { name: true },
    }),
    ctx.db.errorCode.findMany({
      ...IN_USE,
      orderBy: { code: 'asc' },
      select: { code: true, name: true },
    }),
    ctx.db.rejectionReason.findMany({
      ...IN_USE,
      orderBy: { name: 'asc' },
      select: { code: true, name: true, group: true },
    }),
  ]);
  const label = (action: string) =>
    lab.transitions.find((rule) => rule.action === action)?.label ?? action;
  return {
    actions: allowedOnAny([lab.transitions.map(({ action }) => action)]).map((action) => ({
      action,
      label: label(action),
    })),
    rules: lab.transitions.map(({ action, from, to, leastRole, needsReason, needsSignature }) => ({
      action,
      from,
      to,
      leastRole,
      needsReason,
      needsSignature,
    })),
    states: lab.states.map(({ key, label: word, kind }) => ({ key, label: word, kind })),
    devices: devices.map(({ name }) => ({ value: name, label: name })),
    errorCodes: errorCodes.map(coded),
    rejectionReasons: REJECTION_GROUPS.map((group) => ({
      group,
      options: reasons.filter((reason) => reason.group === group).map(coded),
    })).filter(({ options }) => options.length > 0),
  };
}
