import type { Metadata } from 'next';
import { Download } from 'lucide-react';
import { AUDIT_GRID, AuditEvent } from '@/components/audit/audit-event';
import { AuditFilters } from '@/components/audit/audit-filters';
import { SealStatus } from '@/components/audit/seal-status';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { auditChoices } from '@/lib/audit/audit-choices';
import {
  auditCsvHref,
  auditFilterOf,
  auditHref,
  readAuditAddress,
} from '@/lib/audit/audit-address';
import { readAuditStatus } from '@/lib/audit/audit-status';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';

export const metadata: Metadata = { title: 'Audit trail' };

const PAGE_ROWS = 50;

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<GivenParams>;
};

export default async function AuditPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'audit.read');
  const given = await searchParams;
  const address = readAuditAddress(given);
  const cursor = valuesOf(given.cursor)[0];
  const path = `/${ctx.lab.slug}/audit`;
  const [list, choices, status] = await Promise.all([
    found(async () => {
      const filter = auditFilterOf(address, ctx.lab.timeZone);
      const page = await listAuditEvents(ctx, { ...filter, cursor, limit: PAGE_ROWS });
      return { filter, ...page };
    }),
    auditChoices(ctx),
    readAuditStatus(ctx),
  ]);
  const clear = <LinkButton href={path}>Clear filters</LinkButton>;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Audit trail"
        description="Every change in this lab: who made it, when, and how things stood before. Rows are only ever added, and each is sealed."
        actions={
          list.ok ? (
            <LinkButton
              href={auditCsvHref(ctx.lab.slug, list.data.filter)}
              download=""
              icon={<Download aria-hidden="true" />}
            >
              Export CSV
            </LinkButton>
          ) : null
        }
      />
      <SealStatus status={status} timeZone={ctx.lab.timeZone} />
      <AuditFilters path={path} address={address} choices={choices} />
      {!list.ok ? (
        <Alert tone="warning" title="The trail cannot be shown" live actions={clear}>
          {list.message}
        </Alert>
      ) : list.data.data.length === 0 ? (
        <Card>
          <EmptyState title="Nothing matches" actions={clear}>
            No event of this lab meets all the filters above. Take one off, or clear them.
          </EmptyState>
        </Card>
      ) : (
        <Card flush>
          <div
            aria-hidden="true"
            className={`${AUDIT_GRID} hidden border-b px-4 py-2 text-xs font-medium text-muted`}
          >
            <span />
            <span>Time</span>
            <span>Who</span>
            <span>Action</span>
            <span>About</span>
            <span className="text-right">Row</span>
          </div>
          <ol aria-label="Events, the newest first">
            {list.data.data.map((event) => (
              <AuditEvent
                key={event.id}
                event={event}
                labSlug={ctx.lab.slug}
                timeZone={ctx.lab.timeZone}
              />
            ))}
          </ol>
          {list.data.nextCursor || cursor ? (
            <Pagination
              className="border-t"
              previousHref={cursor ? auditHref(path, address) : null}
              nextHref={
                list.data.nextCursor && auditHref(path, address, { cursor: list.data.nextCursor })
              }
            />
          ) : null}
        </Card>
      )}
    </div>
  );
}
