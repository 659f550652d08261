import { authorize, type Ctx } from '@/lib/platform/context';
import { type DictionaryAnswer, EXPORT_FILTERS } from './contract';
import { EXPORT_TABLES } from './dictionary';
import type { ExportTable } from './table';

/** Every table and column there is for BI. */
export function readDictionary(ctx: Ctx): DictionaryAnswer {
  authorize(ctx, 'export');
  const tables: readonly ExportTable[] = EXPORT_TABLES;
  return {
    tables: tables.map(({ name, title, row, period, query, columns }) => ({
      name,
      title,
      row,
      view: `reporting.${name}`,
      csv_url: `/api/v1/exports/${name}.csv`,
      period: period?.column ?? null,
      filters: EXPORT_FILTERS.filter((filter) => filter in query.shape),
      columns: columns.map(({ name: column, type, meaning, unit, source }) => ({
        name: column,
        type,
        meaning,
        unit: unit ?? null,
        source: source ?? null,
      })),
    })),
  };
}
