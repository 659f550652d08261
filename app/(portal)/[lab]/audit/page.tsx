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
  type AuditAddress,
  auditCsvHref,
  auditFilterOf,
  auditHref,
  readAuditAddress,
} from '@/lib/audit/audit-address';
import { readAuditStatus } from '@/lib/audit/audit-status';
import type { AuditEventAnswer, AuditFilter } from '@/lib/audit/contract';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { type PageCtx, pageCtx } from '@/lib/entry/page';
import { AppError } from '@/lib/platform/errors';

export const metadata: Metadata = { title: 'Audit trail' };

const PAGE_ROWS = 50;

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

type Found =
  | { ok: true; filter: AuditFilter; data: AuditEventAnswer[]; nextCursor: string | null }
  | { ok: false; message: string };

async function find(
  ctx: PageCtx,
  address: AuditAddress,
  cursor: string | undefined,
): Promise<Found> {
  try {
    const filter = auditFilterOf(address, ctx.lab.timeZone);
    const page = await listAuditEvents(ctx, { ...filter, cursor, limit: PAGE_ROWS });
    return { ok: true, filter, ...page };
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') {
      return { ok: false, message: error.message };
    }
    throw error;
  }
}

export default async function AuditPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'audit.read');
  const given = await searchParams;
  const address = readAuditAddress(given);
  const cursor = typeof given.cursor === 'string' ? given.cursor : undefined;
  const path = `/${ctx.lab.slug}/audit`;
  const [found, choices, status] = await Promise.all([
    find(ctx, address, cursor),
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
          found.ok ? (
            <LinkButton
              href={auditCsvHref(ctx.lab.slug, found.filter)}
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
      {!found.ok ? (
        <Alert tone="warning" title="The trail cannot be shown" live actions={clear}>
          {found.message}
        </Alert>
      ) : found.data.length === 0 ? (
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
            {found.data.map((event) => (
              <AuditEvent
                key={event.id}
                event={event}
                labSlug={ctx.lab.slug}
                timeZone={ctx.lab.timeZone}
              />
            ))}
          </ol>
          {found.nextCursor || cursor ? (
            <Pagination
              className="border-t"
              previousHref={cursor ? auditHref(path, address) : null}
              nextHref={found.nextCursor && auditHref(path, address, { cursor: found.nextCursor })}
            />
          ) : null}
        </Card>
      )}
    </div>
  );
}
