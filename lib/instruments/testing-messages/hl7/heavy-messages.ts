import { sampleOf, type Sample } from '../sample';

const MSH = 'MSH|^~\\&|A|B|C|D|20260304101530||ORU^R01|1|P|2.5\r';
const SPM_FIRST = MSH.replace('ORU^R01', 'OUL^R22');
const ORDERS = MSH.replace('ORU^R01', 'ORM^O01');

/** Messages of `size` bytes or little more that hold as much as they can of one thing. */
export function heavyMessages(size: number): Sample[] {
  const full = (start: string, piece: string, end = '') =>
    start + piece.repeat(Math.floor((size - start.length - end.length) / piece.length)) + end;
  const third = (piece: string) => piece.repeat(Math.floor(size / 3 / piece.length));
  const each = (line: (nth: number) => string) =>
    Array.from({ length: Math.floor(size / line(100_000).length) }, (_, nth) => line(nth)).join('');
  const texts: readonly (readonly [string, string])[] = [
    ['fields', full(`${MSH}OBX`, '|')],
    ['repetitions', full(`${MSH}OBR|1||S1|A\rOBX|1|NM|A||`, '5~', '|||||F\r')],
    ['components', full(`${MSH}OBR|1||S1|A\rOBX|1|CWE|A||`, 'a^', '||||||F\r')],
    ['subcomponents', full(`${MSH}SPM|1|`, '&')],
    ['escapes that are none', full(`${MSH}OBR|1||S1|A\rOBX|1|ST|A||`, '\\a', '||||||F\r')],
    ['escapes', full(`${MSH}OBR|1||S1|A\rOBX|1|FT|A||`, '\\.br\\', '||||||F\r')],
    ['hexadecimal', full(`${MSH}OBR|1||S1|A\rOBX|1|FT|A||\\X`, '41', '\\||||||F\r')],
    ['empty lines', full(MSH, '\r\n')],
    ['line feeds in a line', full(`${MSH}OBR|1||S1|A\r`, 'OBX\n')],
    ['lines that are none', full(MSH, '?\r')],
    ['results', full(`${MSH}OBR|1||S1|A\r`, 'OBX|1|NM|A||5||||||F\r')],
    ['lines of text', full(`${MSH}OBR|1||S1|A\r`, 'OBX|1|TX|A||b||||||F\r')],
    ['notes', full(`${MSH}OBR|1||S1|A\rOBX|1|NM|A||5||||||F\r`, 'NTE|1||b\r')],
    ['tests', full(MSH, 'OBR|1||S1|A\rOBX|1|NM|A||5||||||F\r')],
    ['specimens', full(SPM_FIRST, 'SPM|1|S1\rOBR|1|||A\r')],
    [
      'specimens, each another',
      `${SPM_FIRST}${each((nth) => `SPM|1|S${nth}||B\rOBR|1||F${nth}|A\r`)}`,
    ],
    [
      'tests of one great specimen',
      `${SPM_FIRST}SPM|1|S1^${third('9')}|${third('a~')}|||||||||||||${'0'.repeat(size / 5)}\r${third('OBR|1|||A\r')}`,
    ],
    ['orders', full(ORDERS, 'ORC|NW|S1\rOBR|1|S1||A\r')],
    ['orders, each another', `${ORDERS}${each((nth) => `ORC|NW\rOBR||S1||A${nth}\r`)}`],
    ['flags', full(`${MSH}OBR|1||S1|A\rOBX|1|NM|A||5|||`, 'H~', '|||F\r')],
    ['controls', full(SPM_FIRST, 'SPM|1|Q1|||||||||Q\rOBR|1|||A\rOBX|1|NM|A||5\r')],
    ['a number', full(`${MSH}OBR|1||`, '7', '|A\rOBX|1|NM|A||5||||||F\r')],
    ['a time', full(`${MSH}OBR|1||S1|A|||`, '2')],
    ['a type', full('MSH|^~\\&|A|B|C|D|2026||', 'X')],
    ['bytes of nothing', '\u0000'.repeat(size)],
    ['beginnings', full('', 'MSH|^~\\&\r')],
  ];
  return texts.map(([name, text]) => sampleOf(name, text));
}
