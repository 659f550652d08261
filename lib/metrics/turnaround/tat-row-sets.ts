import type { RowSet } from './rows-contract';
import type { Chosen } from './tat-rows';

type Condition = Chosen['holds'];

const always: Condition = () => true;
const included: Condition = ({ start, end }, unit) => (end[unit] ?? NaN) >= (start[unit] ?? NaN);
const within: Condition = ({ end, due }, unit) => (end[unit] ?? NaN) <= (due[unit] ?? NaN);

/** Each set of rows behind a figure: the parts of the window it is of, and what holds of its units. */
export const ROW_SET_PARTS: Record<RowSet, Chosen[]> = {
  included: [{ part: 'finished', holds: included }],
  negative: [
    {
      part: 'finished',
      holds: ({ start, end }, unit) => (end[unit] ?? NaN) < (start[unit] ?? NaN),
    },
  ],
  missing: [
    { part: 'finished', holds: ({ start }, unit) => Number.isNaN(start[unit] ?? NaN) },
    { part: 'skipped', holds: always },
  ],
  within_target: [
    { part: 'finished', holds: (units, unit) => included(units, unit) && within(units, unit) },
  ],
  over_target: [
    {
      part: 'finished',
      holds: (units, unit) =>
        included(units, unit) && (units.end[unit] ?? NaN) > (units.due[unit] ?? NaN),
    },
  ],
  amended: [
    {
      part: 'finished',
      holds: (units, unit) => included(units, unit) && units.amended[unit] === 1,
    },
  ],
  invalidated: [
    {
      part: 'finished',
      holds: (units, unit) => included(units, unit) && units.invalidated[unit] === 1,
    },
  ],
  unfinished: [{ part: 'unfinished', holds: always }],
  void: [{ part: 'void', holds: always }],
  due: [{ part: 'due', holds: always }],
  on_time: [{ part: 'due', holds: within }],
  not_on_time: [{ part: 'due', holds: (units, unit) => !within(units, unit) }],
};
