import type { Metadata } from 'next';
import { builtInHref, qualityHref } from '@/components/quality/addresses';
import { CheckForm } from '@/components/quality/check-form';
import { ruleWords } from '@/components/quality/rule-words';
import { SeverityWord } from '@/components/quality/severity-word';
import { Card } from '@/components/ui/card';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { env } from '@/lib/platform/env';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { BUILT_IN } from '@/lib/quality/built-in-ref';
import { listRuleSets } from '@/lib/quality/rule-sets/list-rule-sets';
import { builtInRules } from '@/lib/quality/runs/choose-rules';

export const metadata: Metadata = { title: 'Check a file' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const SETS_OFFERED = 100;

export default async function CheckPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'csv.check');
  const { slug } = ctx.lab;
  const [given] = readPageAddress(['rules'], await searchParams).rules;
  const { data: sets } = await listRuleSets(ctx, { limit: SETS_OFFERED });
  const { rules } = builtInRules().rules;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Check a file"
        description="Judges a CSV by rules and shows the rows at fault with their lines. Nothing is imported."
        crumbs={[{ label: 'Data quality', href: qualityHref(slug) }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="Choose a file">
          <CheckForm
            labSlug={slug}
            maxBytes={env().IMPORT_MAX_MB * 1_000_000}
            sets={sets.map(({ id, name }) => ({ id, name }))}
            chosen={sets.find(({ id }) => id === given)?.id ?? BUILT_IN}
          />
        </Card>
        <Card
          title="What the built-in rules check"
          description={
            <>
              They apply where you choose none.{' '}
              <TextLink href={builtInHref(slug)}>See them as text</TextLink>
            </>
          }
        >
          <ul className="grid gap-2.5 text-dense">
            {rules.map((rule) => (
              <li key={rule.name}>
                <span className="mr-1.5 font-medium">{rule.name}</span>
                <SeverityWord severity={rule.severity} />
                <span className="block break-words text-muted">{ruleWords(rule)}.</span>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </div>
  );
}
