import { faultOfDay, inOrder, stretchText, type Stretch } from './opening-hours';

const STRETCH = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|−|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/i;
const CLOSED = /^(?:closed|none|-|–|)$/i;
const WHOLE_DAY = /^(?:24 ?h(?:ours)?|all day)$/i;

/** "8" and "30" as "08:30"; null for what no clock shows. 24:00 only closes. */
function clockOf(hours: string, minutes: string | undefined, closes: boolean): string | null {
  const [h, m] = [Number(hours), Number(minutes ?? '0')];
  const midnight = closes && h === 24 && m === 0;
  if (!midnight && (h > 23 || m > 59)) return null;
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}

export type ParsedHours = { ok: true; stretches: Stretch[] } | { ok: false; message: string };

/**
 * The opening hours of a day as people type them: "08:00–12:00, 13:00–16:30", "8-16", "22:00–06:00"
 * (closing on the next day), "24 h", or nothing and "closed" for a closed day.
 */
export function parseHours(text: string): ParsedHours {
  const given = text.trim();
  if (CLOSED.test(given)) return { ok: true, stretches: [] };
  if (WHOLE_DAY.test(given)) return { ok: true, stretches: [['00:00', '24:00']] };
  const stretches: Stretch[] = [];
  for (const part of given.split(/[,;]/).map((piece) => piece.trim())) {
    const found = STRETCH.exec(part);
    const opens = found?.[1] === undefined ? null : clockOf(found[1], found[2], false);
    const closes = found?.[3] === undefined ? null : clockOf(found[3], found[4], true);
    if (opens === null || closes === null) {
      const named = part === '' ? 'there is a comma too many' : `“${part}” is no opening time`;
      return { ok: false, message: `${named}; write 08:00–12:00, 13:00–16:30, or closed` };
    }
    stretches.push([opens, closes]);
  }
  const fault = faultOfDay(stretches);
  return fault === null
    ? { ok: true, stretches: inOrder(stretches) }
    : { ok: false, message: fault };
}

/** Opening hours of a day as parseHours takes them; nothing for a closed day. */
export function hoursText(stretches: readonly Stretch[]): string {
  return stretches.map(stretchText).join(', ');
}
