import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { DictionaryAnswer } from './contract';
import { EXPORT_TABLES, type ExportName } from './dictionary';

const tag = 'Exports';

function csvEndpoint(table: (typeof EXPORT_TABLES)[number]) {
  const { period } = table;
  return defineEndpoint({
    method: 'GET',
    path: `/exports/${table.name}.csv`,
    tag,
    summary: `Download ${table.title.toLowerCase()} as CSV`,
    description: `${table.row} ${period ? `from and to choose a period, ${period.words}; without them it is every row there is.` : 'Always given whole.'} Streamed, UTF-8, with a header. Text that a spreadsheet would run as a formula gets an apostrophe in front, numbers stay as they are.`,
    may: 'export',
    query: table.query,
    answerType: 'text/csv',
  });
}

const CSV = new Map(EXPORT_TABLES.map((table) => [table.name, csvEndpoint(table)] as const));

/** The contract of a table's CSV file. */
export function csvEndpointOf(name: ExportName) {
  const found = CSV.get(name);
  if (!found) throw new Error(`There is no export ${name}`);
  return found;
}

export const dictionaryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/exports/dictionary',
  tag,
  summary: 'Read the data dictionary',
  description: 'Every table, as CSV and as a view of the schema reporting, with its columns.',
  may: 'export',
  answer: DictionaryAnswer,
});

export const EXPORT_ENDPOINTS: readonly Endpoint[] = [...CSV.values(), dictionaryEndpoint];
