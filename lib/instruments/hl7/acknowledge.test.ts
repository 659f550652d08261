import { describe, expect, it } from 'vitest';
import { acknowledge } from './acknowledge';

const bytes = (text: string) => new TextEncoder().encode(text);
const fixed = { now: new Date('2026-03-04T10:15:30Z'), controlId: 'B1' };
const ORU = 'MSH|^~\\&|COBAS^1|CHEM|LIS|LAB|20260304||ORU^R01^ORU_R01|C1-000481|T|2.3.1\rPID|1\r';

describe('acknowledgements', () => {
  it('answers whoever spoke, in their version, by their number', () => {
    expect(acknowledge(bytes(ORU), 'AA', null, fixed)).toBe(
      'MSH|^~\\&|LIS|LAB|COBAS^1|CHEM|20260304101530+0000||ACK^R01^ACK|B1|T|2.3.1\rMSA|AA|C1-000481|\r',
    );
  });

  it('says why, with what is a separator escaped', () => {
    const answer = acknowledge(bytes(ORU), 'AE', 'OBX-5: “5|1” is & no ^ number\r\nat all', {
      ...fixed,
      condition: 'malformed',
    });
    const reason = 'OBX-5: “5\\F\\1” is \\T\\ no \\S\\ number at all';
    expect(answer.split('\r')).toEqual([
      'MSH|^~\\&|LIS|LAB|COBAS^1|CHEM|20260304101530+0000||ACK^R01^ACK|B1|T|2.3.1||||||UNICODE UTF-8',
      `MSA|AE|C1-000481|${reason}`,
      `ERR|||102^Data type error^HL70357|E||||${reason}`,
      '',
    ]);
  });

  it('uses the separators of the message', () => {
    const answer = acknowledge(
      bytes('MSH$!*?%$OLD!1$LAB$L$X$2026$$ORU!R01$7$P$2.2\r'),
      'AR',
      'a!b$',
      {
        ...fixed,
        condition: 'unsupported',
      },
    );
    expect(answer).toBe(
      'MSH$!*?%$L$X$OLD!1$LAB$20260304101530+0000$$ACK!R01!ACK$B1$P$2.2\r' +
        'MSA$AR$7$a?S?b?F?\rERR$$$200!Unsupported message type!HL70357$E$$$$a?S?b?F?\r',
    );
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.of(0xff, 0x00, 0x0b, 0x4d)],
    ['JSON', bytes('{"type":"device.heartbeat"}')],
    ['a header of letters', bytes('MSHABCD')],
  ])('answers %s all the same', (_, given) => {
    expect(acknowledge(given, 'AR', 'No HL7', fixed)).toBe(
      'MSH|^~\\&|||||20260304101530+0000||ACK|B1|P|2.5.1\rMSA|AR||No HL7\r' +
        'ERR|||207^Application internal error^HL70357|E||||No HL7\r',
    );
  });

  it('answers a message by its head, in its frame, however long it is', () => {
    const long = `\u000b${ORU}${'ZZZ|x\r'.repeat(200_000)}`;
    expect(acknowledge(bytes(long), 'AR', 'Too long', fixed)).toContain(
      'MSA|AR|C1-000481|Too long',
    );
  });

  it('gives every answer a number of its own', () => {
    const numbers = Array.from(
      { length: 50 },
      () => acknowledge(bytes(ORU), 'AA', null).split('|')[9],
    );
    expect(new Set(numbers).size).toBe(50);
    expect(numbers.every((number) => /^[0-9a-f]{20}$/.test(number ?? ''))).toBe(true);
  });
});
