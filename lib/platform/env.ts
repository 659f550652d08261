import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .transform((value) => value === '1' || value === 'true');

const key = (bytes: number) =>
  z
    .string()
    .refine(
      (value) => Buffer.from(value, 'base64').length >= bytes,
      `must be at least ${bytes} bytes in base64`,
    );

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/**
 * Every setting of a deployment. What a lab decides for itself is in lib/labs/settings.ts.
 * With the embedded database `npm start` fills in the secrets; otherwise they are required.
 */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** The database as the app's role. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The database as the role that migrates; the same as DATABASE_URL where absent. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Set by `npm start` when the database is its own. */
  BENCHWATCH_EMBEDDED: flag.default(false),
  /** Signs sign-in tokens. */
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** Encrypts stored secrets: 32 bytes, base64. */
  SECRETS_KEY: key(32),
  /** Seals the audit trail: 32 bytes, base64; the same for all instances. */
  AUDIT_KEY: key(32),
  /** The file outside the database that keeps where the audit trail stood; written by the worker. */
  AUDIT_ANCHOR: z.string().default('.data/audit-anchor.jsonl'),
  /** The address people reach the portal at; links, cookies and the Origin check follow it. */
  APP_URL: z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, '')),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** 1 lets hosts other than loopback use demo mode, with a warning. */
  DEMO: flag.default(false),
  /** Origins that may call the interface with a key from a browser. */
  CORS_ORIGINS: list.default([]),
  /** How many proxies stand in front: so many X-Forwarded-For hops are believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(8).default(0),
  IMPORT_MAX_MB: z.coerce.number().int().min(1).max(4096).default(512),
  /** The first lab's default target, read when it is created. */
  SLA_HOURS: z.coerce
    .number()
    .positive()
    .max(24 * 365)
    .default(4),
  /** The first lab's Teams channel, read when it is created. */
  TEAMS_WEBHOOK_URL: z.url({ protocol: /^https$/ }).optional(),
  /**
   * Hosts (or host:port) that channels may lead to though they are not public, http included. In demo
   * mode 127.0.0.1 and localhost besides.
   */
  CHANNEL_ALLOWED_HOSTS: list.default([]),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Connections each process may open. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** Messages of one instrument that may wait to be applied; more are asked to come later. */
  INSTRUMENT_MAX_PENDING: z.coerce.number().int().min(1).max(1_000_000).default(5000),
  /** Where the worker listens for MLLP; other machines reach it only where this is set. */
  MLLP_HOST: z.string().default('127.0.0.1'),
  /** 0 listens nowhere. */
  MLLP_PORT: z.coerce.number().int().min(0).max(65535).default(2575),
  /** Days after which the bytes of a message that was dealt with are cleared. */
  RAW_MESSAGE_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  /** Columns that figures were read from and are kept by each process, in MB. */
  METRICS_MEMORY_MB: z.coerce.number().int().min(16).max(65_536).default(512),
});

export type Env = z.infer<typeof EnvSchema>;

/**
 * Reads settings, or throws one error that names each wrong variable and never shows its value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = EnvSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return given[name] === undefined ? `${name} is missing` : `${name}: ${issue.message}`;
  });
  throw new Error(
    `Wrong settings:\n  ${lines.join('\n  ')}\nSee .env.example for what each means.`,
  );
}

let read: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  read ??= parseEnv(process.env);
  return read;
}
