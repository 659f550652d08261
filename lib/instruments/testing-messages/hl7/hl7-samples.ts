import type { Sample } from '../sample';
import { DEVICE_MESSAGES } from './device-messages';
import { ODD_MESSAGES } from './odd-messages';
import { ORDER_MESSAGES } from './order-messages';
import { RESULT_MESSAGES } from './result-messages';

const utf8 = new TextEncoder();

/** One byte a character, as MSH-18 of 8859/1 says. */
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Real-looking HL7 messages, each another, as the bytes that come. */
export const HL7_SAMPLES: readonly Sample[] = [
  ...RESULT_MESSAGES,
  ...ORDER_MESSAGES,
  ...DEVICE_MESSAGES,
  ...ODD_MESSAGES,
].map(({ name, text }) => ({
  name,
  bytes: text.includes('8859/1') ? latin1(text) : utf8.encode(text),
}));
