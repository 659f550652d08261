import { z } from 'zod';

export const CONFIG_TYPES = [
  'application/yaml',
  'application/x-yaml',
  'text/yaml',
  'text/x-yaml',
  'text/vnd.yaml',
  'text/plain',
  // JSON is YAML.
  'application/json',
  'application/octet-stream',
];
export const CONFIG_BYTES = 1_048_576;
export const DEVICES_AT_MOST = 500;

/** A device as a lab's configuration names it. */
export type ConfiguredDevice = { name: string; type: string; slots: number; path: string };

/** What came of applying a configuration: the names of its devices, each in one list. */
export const LabConfigApplied = z.object({
  created: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.array(z.string()),
  brought_back: z.array(z.string()).describe('Those that were retired.'),
});
export type LabConfigApplied = z.output<typeof LabConfigApplied>;
