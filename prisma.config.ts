import { defineConfig } from 'prisma/config';

// Only `prisma generate` reads this. Migrations are made and applied by bin/db-*.mjs.
export default defineConfig({ schema: 'prisma/schema.prisma' });
