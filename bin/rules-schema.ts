// npm run rules:schema: writes public/schemas/rules.json anew from the dialect.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { RULES_SCHEMA_PATH, rulesJsonSchema } from '@/lib/quality/dialect/json-schema';

const file = path.join(import.meta.dirname, '../public', RULES_SCHEMA_PATH);
const options = { parser: 'json', printWidth: 100 };
writeFileSync(file, await format(JSON.stringify(rulesJsonSchema()), options));
console.log(`${path.relative(process.cwd(), file)} written`);
