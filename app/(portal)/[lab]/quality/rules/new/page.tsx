import type { Metadata } from 'next';
import { qualityHref } from '@/components/quality/addresses';
import { RuleSetEditor } from '@/components/quality/rule-set-editor';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { editorParts, WHOLE_TEMPLATES } from '../editor-parts';

export const metadata: Metadata = { title: 'New rule set' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const EMPTY = `name: Rules of the lab
rules:
  - name: There are rows
    type: row_count
    min: 1
`;

export default async function NewRuleSetPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'rules.write');
  const { slug, timeZone } = ctx.lab;
  const [given] = readPageAddress(['template'], await searchParams).template;
  const text = WHOLE_TEMPLATES.find(({ name }) => name === given)?.text ?? EMPTY;
  return (
    <div className="space-y-5">
      <PageHeader
        title="New rule set"
        description="Rules in YAML, checked as you type. Saved, they judge files, and the lab’s own data as often as you say."
        crumbs={[{ label: 'Data quality', href: qualityHref(slug) }]}
      />
      <RuleSetEditor
        labSlug={slug}
        timeZone={timeZone}
        saved={null}
        settings={{ name: '', description: '', every_hours: null, days: 7, after_import: false }}
        text={text}
        templates={WHOLE_TEMPLATES}
        {...editorParts()}
      />
    </div>
  );
}
