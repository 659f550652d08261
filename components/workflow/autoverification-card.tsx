import { ReceiptPopover } from '@/components/metrics/receipt-popover';
import { Card } from '@/components/ui/card';
import { TextLink } from '@/components/ui/link-button';
import { Stat, StatRow } from '@/components/ui/stat';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { AutoverificationAnswer } from '@/lib/metrics/autoverification-contract';
import { AUTOVERIFICATION_RULE } from '@/components/labs/setting-words';
import { intervalText, percentText } from './share-text';

/** How much the system verified by itself in the last 30 days, and of which assays. */
export function AutoverificationCard({
  answer,
  answerUrl,
  switchedOn,
  assaysHref,
}: {
  answer: AutoverificationAnswer;
  answerUrl: string;
  /** Codes of the active assays that are autoverified now. */
  switchedOn: string[];
  /** Where it is switched on; absent for those who may not. */
  assaysHref?: string;
}) {
  const rows = answer.by_assay.filter(({ autoverify, count }) => autoverify || count > 0);
  return (
    <Card
      title="Autoverification, last 30 days"
      description={AUTOVERIFICATION_RULE}
      actions={<ReceiptPopover receipt={answer.receipt} answerUrl={answerUrl} />}
      footer={
        assaysHref ? (
          <>
            Off by default; switched on for each assay in{' '}
            <TextLink href={assaysHref}>Assays</TextLink>.
          </>
        ) : undefined
      }
      flush
    >
      <StatRow className="rounded-none border-0">
        <Stat
          label="Verified by the system"
          value={answer.share === null ? null : percentText(answer.share)}
          unit="%"
          n={answer.total}
          nLabel="tests released"
          none="nothing released"
          sub={intervalText(answer)}
        />
        <Stat label="Tests it verified" value={answer.count} sub="of those released" />
        <Stat
          label="Assays it verifies"
          value={switchedOn.length}
          sub={switchedOn.length === 0 ? 'switched on for none' : switchedOn.slice(0, 6).join(', ')}
        />
      </StatRow>
      {rows.length === 0 ? null : (
        <div className="border-t">
          <Table label="Autoverification by assay">
            <TableHead>
              <Tr>
                <Th>Assay</Th>
                <Th>Now</Th>
                <Th numeric>By the system</Th>
                <Th numeric>Released</Th>
                <Th numeric>Share</Th>
              </Tr>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <Tr key={row.assay}>
                  <Th scope="row">
                    {row.assay} <span className="font-normal text-muted">{row.label}</span>
                  </Th>
                  <Td>{row.autoverify ? 'On' : 'Off'}</Td>
                  <Td numeric>{row.count.toLocaleString('en')}</Td>
                  <Td numeric>{row.total.toLocaleString('en')}</Td>
                  <Td numeric>{percentText(row.share)} %</Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}
