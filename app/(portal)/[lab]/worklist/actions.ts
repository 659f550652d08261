'use server';

import { action } from '@/lib/entry/action';
import { chooseBench } from '@/lib/worklist/choose-bench';
import { BenchChoice } from '@/lib/worklist/contract';

export const chooseBenchAction = action('bench.choose', 'read', BenchChoice, chooseBench);
