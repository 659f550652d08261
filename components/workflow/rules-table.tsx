import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { RuleGroup } from '@/lib/labs/workflow/rule-groups';
import { ROLE_LABELS } from '@/lib/people/role-words';
import { ROLES } from '@/lib/platform/access/roles';
import { AskedBadges } from './asked-marks';

function roleLabel(name: string): string {
  const role = ROLES.find((candidate) => candidate === name);
  return role ? ROLE_LABELS[role] : name;
}

/** Which action leads from where to where, who may, and what it asks for. */
export function RulesTable({
  groups,
  stateLabels,
  onEdit,
}: {
  groups: RuleGroup[];
  stateLabels: ReadonlyMap<string, string>;
  /** Opens an action's rules; without it they can only be read. */
  onEdit?: (action: string) => void;
}) {
  return (
    <Table label="Actions of the workflow">
      <TableHead>
        <Tr>
          <Th>Action</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th>Least role</Th>
          <Th>Asks for</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {groups.map((group) => (
          <Tr key={`${group.action} ${group.from.join()}`}>
            <Th scope="row">
              {onEdit ? (
                <button
                  type="button"
                  aria-label={`Edit ${group.label} from ${group.from.map((key) => stateLabels.get(key) ?? key).join(', ')}`}
                  className="text-left font-medium group-hover:text-accent after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                  onClick={() => onEdit(group.action)}
                >
                  {group.label}
                </button>
              ) : (
                group.label
              )}
            </Th>
            <Td>
              <span className="flex flex-wrap gap-x-3 gap-y-1">
                {group.from.map((key) => (
                  <StateBadge key={key} state={key} label={stateLabels.get(key)} />
                ))}
              </span>
            </Td>
            <Td>
              {group.to === null ? (
                <span className="text-muted">the state before</span>
              ) : (
                <StateBadge state={group.to} label={stateLabels.get(group.to)} />
              )}
            </Td>
            <Td>{roleLabel(group.least_role)}</Td>
            <Td>
              <AskedBadges rule={group} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
