import type pg from 'pg';

/**
 * Everything a database's own schemas hold, one line an object: "kind name: definition". Order of
 * columns is left out, since migrations append and schemas insert.
 */
export async function describeCatalog(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    WITH ours AS (
      SELECT oid, nspname FROM pg_namespace
      WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'graphile_worker')
    ), relations AS (
      SELECT c.*, CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || c.relname AS label
      FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
      WHERE c.relname NOT LIKE '\\_prisma\\_migrations%'
    ), of_extensions AS (
      SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
    )
    SELECT 'schema ' || nspname AS line FROM ours
    UNION ALL
    SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL
    SELECT 'table ' || label FROM relations WHERE relkind IN ('r', 'p')
    UNION ALL
    SELECT 'view ' || label || ': ' || regexp_replace(pg_get_viewdef(oid), '\\s+', ' ', 'g')
    FROM relations WHERE relkind IN ('v', 'm')
    UNION ALL
    SELECT 'sequence ' || label FROM relations WHERE relkind = 'S'
    UNION ALL
    SELECT 'column ' || label || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attcollation IN (0, 'pg_catalog.default'::regcollation) THEN ''
              ELSE ' collate ' || a.attcollation::regcollation::text END
           || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
           || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
           || CASE a.attgenerated WHEN 's' THEN ' stored' ELSE '' END
    FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE r.relkind IN ('r', 'p')
    UNION ALL
    SELECT 'index ' || i.relname || ': ' || pg_get_indexdef(i.oid)
    FROM relations i WHERE i.relkind = 'i'
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 'constraint ' || r.label || '.' || k.conname || ': ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN relations r ON r.oid = k.conrelid
    -- PostgreSQL 18 lists NOT NULL here too; it is in the column's line.
    WHERE k.contype <> 'n'
    UNION ALL
    SELECT 'trigger ' || r.label || '.' || t.tgname || ': ' || pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
    UNION ALL
    SELECT 'policy ' || r.label || '.' || p.polname FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
    UNION ALL
    SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
    FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
    WHERE NOT EXISTS (
      SELECT FROM of_extensions e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
    UNION ALL
    SELECT 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN ours ON ours.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
    GROUP BY t.typname
    ORDER BY 1`);
  return rows.map((row) => row.line);
}
