import { segments, type SampleMessage } from './segments';

/** What devices say of themselves and of tubes that pass them. */
export const DEVICE_MESSAGES: readonly SampleMessage[] = [
  {
    name: 'device operates',
    text: segments(
      'MSH|^~\\&|INST|LINE|LAS|LAB|20260304070000+0100||ESU^U01^ESU_U01|E-1|P|2.5',
      'EQU|CHEM1^COBAS|20260304065955+0100|OP^Operating^HL70365|L^Local|N^Normal',
    ),
  },
  {
    name: 'emergency stop with a critical alarm',
    text: segments(
      'MSH|^~\\&|INST|LINE|LAS|LAB|20260304113000+0100||ESU^U01^ESU_U01|E-2|P|2.5',
      'EQU|CHEM1^COBAS|20260304112959+0100|ES^Emergency stop|L|C^Critical',
      'NTE|1||Cover of the rotor was opened',
      'ROL|1|AD|OP^Operator|77^Bench^Bea',
    ),
  },
  {
    name: 'tube states',
    text: segments(
      'MSH|^~\\&|LINE|TRACK|LAS|LAB|20260304120000+0100||SSU^U03^SSU_U03|T-1|P|2.5',
      'EQU|TRACK1|20260304115958+0100',
      'SAC|||S26-004711-01|||||I^Identified^HL70370',
      'SAC|||S26-004712|||||O^In process',
      'SAC|||S26-004713|||||R^Process completed',
      'SAC|||S26-004714|||||L^Left equipment',
      'SAC|||S26-004715|||||A^Archived',
      'SAC|||S26-004716|||||M^Missing',
      'SAC|||S26-004717|||||X^Container unavailable',
      'SAC|||S26-004718|||||U^Unknown',
      'SAC|||S26-004719|||||P^In position',
    ),
  },
  {
    name: 'tube states with specimens and a control',
    text: segments(
      'MSH|^~\\&|LINE|TRACK|LAS|LAB|20260304120100||SSU^U03|T-2|P|2.5',
      'EQU|TRACK1|20260304120059',
      'SAC|||C-55|||20260304115900||O',
      'SPM|1|^S26-004720||SER|||||||P',
      'OBX|1|NM|VOL||3.5|mL',
      'SAC|||QC-1|||||O',
      'SPM|1|QC-1||SER|||||||Q',
    ),
  },
  {
    name: 'an answer',
    text: segments(
      'MSH|^~\\&|LIS|LAB|INST|LINE|20260304120200||ACK^R01^ACK|K-1|P|2.5',
      'MSA|AA|C1-000481',
    ),
  },
];
