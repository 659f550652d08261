import type { Tone } from '@/components/ui/tone';
import type { Message } from '@/lib/instruments/inbox/contract';

export const STATUS_WORDS: Record<Message['status'], { label: string; tone: Tone; hint: string }> =
  {
    accepted: { label: 'Pending', tone: 'info', hint: 'Stored, and about to be applied.' },
    applied: { label: 'Applied', tone: 'positive', hint: 'It had its effects.' },
    quarantined: {
      label: 'Quarantined',
      tone: 'danger',
      hint: 'It could not be applied, and holds nothing up.',
    },
    ignored: { label: 'Ignored', tone: 'neutral', hint: 'It says nothing to act on.' },
  };

export const FORMAT_WORDS: Record<Message['format'], string> = {
  json: 'JSON',
  hl7: 'HL7 v2',
  astm: 'ASTM',
};

/** The words of a format in an address; as it came, where it is none. */
export function formatText(format: string): string {
  return Object.entries(FORMAT_WORDS).find(([key]) => key === format)?.[1] ?? format;
}

export const PROOF_WORDS: Record<Message['proof'], string> = {
  signature: 'signed with a secret of the device',
  key: 'by an API key',
  address: 'over MLLP, by its address',
};

const CODE_WORDS: Partial<Record<string, string>> = {
  malformed: 'Malformed',
  unsupported: 'Not supported',
  bad_checksum: 'Bad checksum',
  incomplete: 'Incomplete',
  unknown_specimen: 'Unknown specimen',
  unknown_assay: 'Unknown assay',
  unknown_analyte: 'Unknown analyte',
  unknown_device: 'Unknown device',
  not_allowed: 'Not allowed',
  refused: 'Refused',
  failed: 'Failed',
  nothing_to_do: 'Nothing to do',
};

/** Every code that a message may bear, in the order to choose from. */
export const MESSAGE_CODES = Object.keys(CODE_WORDS);

/** Why a message was not applied, in two words; a code nobody put in words stands as it is. */
export function codeText(code: string): string {
  return CODE_WORDS[code] ?? code.replaceAll('_', ' ');
}

/** What somebody can do about a message that was not applied. */
export type Remedy = 'enter_specimen' | 'mapping' | 'catalogue' | 'devices' | 'keys' | 'specimen';

const REMEDIES: Partial<Record<string, readonly Remedy[]>> = {
  malformed: ['mapping'],
  unsupported: ['mapping'],
  unknown_specimen: ['enter_specimen'],
  unknown_assay: ['mapping', 'catalogue'],
  unknown_analyte: ['mapping', 'catalogue'],
  unknown_device: ['devices'],
  not_allowed: ['keys'],
  refused: ['specimen', 'mapping'],
};

type Told = Pick<Message, 'code' | 'format'>;

/** JSON is read as it stands: the table of the device changes nothing of it. */
export function remediesOf({ code, format }: Told): readonly Remedy[] {
  const remedies = (code === null ? undefined : REMEDIES[code]) ?? [];
  return format === 'json' ? remedies.filter((remedy) => remedy !== 'mapping') : remedies;
}

/** Sending the same bytes through once more helps only where something else can have changed. */
export function replayHelps({ code, format }: Told): boolean {
  if (code === 'bad_checksum' || code === 'incomplete') return false;
  return !(format === 'json' && (code === 'malformed' || code === 'unsupported'));
}
