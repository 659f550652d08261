import type { RecentState, RecentTest } from './recent-work';
import {
  reportOf,
  sayAlive,
  sayFailure,
  sayReport,
  sayStart,
  sayStateOf,
  type Speaker,
  type Spoken,
} from './speak';

const MINUTE = 60_000;
const SIGN_OF_LIFE = 10 * MINUTE;
/** Signs of life of so long; more would only be in the way of the rest. */
const SIGNS_FOR = 2 * 60 * MINUTE;

/** What a device said of a test: that it began, where it says so, and how it ended. */
function ofTest(speaker: Speaker, test: RecentTest): Spoken[] {
  const { startedAt, resultedAt, failedAt, errorCode, state } = test;
  const tellsAll = speaker.speaks === 'json';
  const said: Spoken[] = [];
  if (tellsAll && startedAt !== null) {
    said.push(sayStart(speaker, test.number, test.assay, startedAt));
  }
  if (tellsAll && state === 'error' && failedAt !== null && errorCode !== null) {
    const error = { code: errorCode, message: test.errorName ?? errorCode };
    said.push(sayFailure(speaker, test, error, failedAt));
  }
  if (resultedAt !== null && test.results.length > 0) {
    said.push(sayReport(speaker, reportOf(test, resultedAt), resultedAt));
  }
  return said;
}

/** The messages by which the devices of a lab told what they did, each when it was done. */
export function usualMessages(
  speakers: readonly Speaker[],
  { tests, states }: { tests: readonly RecentTest[]; states: readonly RecentState[] },
  { since, end }: { since: number; end: number },
): Spoken[] {
  const said = speakers.flatMap((speaker) => {
    const own = <T extends { device: string }>(all: readonly T[]) =>
      all.filter(({ device }) => device === speaker.name);
    const signs = speaker.speaks === 'json' ? Math.floor(SIGNS_FOR / SIGN_OF_LIFE) : 0;
    // Not all at the same second.
    const offset = (speakers.indexOf(speaker) * 97_000) % SIGN_OF_LIFE;
    return [
      ...own(tests).flatMap((test) => ofTest(speaker, test)),
      ...own(states).flatMap(({ code, at }) => sayStateOf(speaker, code, at)),
      ...Array.from({ length: signs }, (_, nth) =>
        sayAlive(speaker, Math.floor((end - offset - nth * SIGN_OF_LIFE) / 1000) * 1000),
      ),
    ];
  });
  return said.filter(({ at }) => at >= since && at <= end).toSorted((a, b) => a.at - b.at);
}
