import pino from 'pino';

/**
 * Structured logs on standard output, one JSON object a line. Secrets never reach it: callers log
 * ids and codes, and these names are removed should one slip in.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'password',
      'token',
      'authorization',
      'cookie',
      'secret',
      'url',
      '*.password',
      '*.token',
      '*.authorization',
      '*.cookie',
      '*.secret',
    ],
    remove: true,
  },
});
