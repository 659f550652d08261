import { LinkButton } from '@/components/ui/link-button';
import { Card } from '@/components/ui/card';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { RuleSetInFull, RuleSetVersionInFull } from '@/lib/quality/contract';
import { ruleSetHref } from './addresses';
import { LineChanges } from './line-changes';

const NAMES_SHOWN = 12;

function NamesOf({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  const more = names.length - NAMES_SHOWN;
  return (
    <span className="mr-4">
      <span className="text-ink-soft">{label}:</span> {names.slice(0, NAMES_SHOWN).join(', ')}
      {more > 0 ? ` and ${more} more` : ''}
    </span>
  );
}

/** The versions of a rule set, and what one of them changed. */
export function VersionView({
  ruleSet,
  chosen,
  labSlug,
  timeZone,
  mayWrite,
}: {
  ruleSet: RuleSetInFull;
  chosen: RuleSetVersionInFull;
  labSlug: string;
  timeZone: string;
  mayWrite: boolean;
}) {
  const { lines, rules, compared_with: before, version } = chosen;
  const textOf = (left: 'added' | 'removed') =>
    lines
      .filter(({ change }) => change !== left)
      .map(({ text }) => text)
      .join('\n');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[20rem_minmax(0,1fr)]">
      <Card title="Versions" flush>
        <Table label="Versions" tall className="max-xl:max-h-72">
          <TableHead>
            <Tr>
              <Th numeric>Version</Th>
              <Th>Saved</Th>
              <Th>By</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {ruleSet.versions.map((one) => (
              <Tr key={one.version} selected={one.version === version}>
                <Td numeric>
                  <RowLink
                    href={ruleSetHref(labSlug, ruleSet.id, {
                      view: 'versions',
                      version: String(one.version),
                    })}
                  >
                    {one.version}
                  </RowLink>
                </Td>
                <Td>
                  <LabTime time={one.at} timeZone={timeZone} />
                </Td>
                <Td muted className="max-w-40 truncate">
                  {one.by}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Card
        flush
        title={
          before === null ? `Version ${version}, the first` : `From version ${before} to ${version}`
        }
        description={
          <>
            <NamesOf label="Added" names={rules.added} />
            <NamesOf label="Changed" names={rules.changed} />
            <NamesOf label="Removed" names={rules.removed} />
          </>
        }
        actions={
          mayWrite && version !== ruleSet.version ? (
            <LinkButton
              size="sm"
              href={ruleSetHref(labSlug, ruleSet.id, { from: String(version) })}
            >
              Go back to this text
            </LinkButton>
          ) : null
        }
      >
        <LineChanges
          before={before === null ? '' : textOf('added')}
          after={textOf('removed')}
          label={`What version ${version} changed`}
        />
      </Card>
    </div>
  );
}
