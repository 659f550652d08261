import { DEVICE_MESSAGES } from './device-messages';
import { ODD_MESSAGES } from './odd-messages';
import { ORDER_MESSAGES } from './order-messages';
import { RESULT_MESSAGES } from './result-messages';
import type { SampleMessage } from './segments';

/** Real-looking HL7 messages, each another: what parsers are tested and fuzzed with. */
export const HL7_MESSAGES: readonly SampleMessage[] = [
  ...RESULT_MESSAGES,
  ...ORDER_MESSAGES,
  ...DEVICE_MESSAGES,
  ...ODD_MESSAGES,
];
