import { CSV_HEADER, csvLines } from './csv-lines';
import { generateTubes, type Wanted } from './generate-tubes';
import { hash32 } from './random';
import { zoneClock } from './zone-clock';

const PIECE = 64 * 1024;

/** Letters and digits that are not mistaken for each other. */
const TAG_SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Three signs that tell the specimen numbers of one request from those of another. */
export function tagOf(request: Omit<Wanted, 'scenario' | 'tag'>): string {
  const { seed, end, days, perDay, timeZone } = request;
  let left = hash32([seed, end, days, perDay, timeZone].join('/'));
  let tag = '';
  for (let place = 0; place < 3; place++) {
    tag += TAG_SIGNS[left % TAG_SIGNS.length] ?? '';
    left = Math.floor(left / TAG_SIGNS.length);
  }
  return tag;
}

/** A CSV file of generated work, in pieces of about 64 KB. */
export function* generatedCsv(request: Omit<Wanted, 'tag'>): Generator<string> {
  const clock = zoneClock(request.timeZone);
  let piece = CSV_HEADER;
  for (const tube of generateTubes({ ...request, tag: tagOf(request) })) {
    piece += csvLines(tube, clock.iso);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
