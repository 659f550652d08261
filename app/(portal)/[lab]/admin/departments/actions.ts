'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeDepartment } from '@/lib/labs/departments/change-department';
import { DepartmentChange, NewDepartment } from '@/lib/labs/departments/contract';
import { createDepartment } from '@/lib/labs/departments/create-department';

export const create = action('department.create', 'lab.write', NewDepartment, createDepartment);

export const change = action(
  'department.change',
  'lab.write',
  DepartmentChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeDepartment(ctx, ref, given),
);
