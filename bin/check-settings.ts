// Ends with exit code 1 and the names of what is wrong, before anything is built or migrated.
import { parseEnv } from '@/lib/platform/env';

try {
  parseEnv(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
