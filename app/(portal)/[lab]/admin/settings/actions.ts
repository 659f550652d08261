'use server';

import { action } from '@/lib/entry/action';
import { changeLabProfile } from '@/lib/labs/profile/change-lab-profile';
import { LabProfileChange } from '@/lib/labs/profile/contract';

export const change = action('lab.change', 'lab.write', LabProfileChange, changeLabProfile);
