'use server';

import { action } from '@/lib/entry/action';
import { enterLogRow } from '@/lib/specimens/paper-log/enter-log-row';
import { LogRow } from '@/lib/specimens/paper-log/log-row';

export const enterLogRowAction = action('specimen.log', 'tests.move', LogRow, enterLogRow);
