'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { DismissProposal, TakeProposal } from '@/lib/instruments/proposals/contract';
import { dismissProposal } from '@/lib/instruments/proposals/dismiss-proposal';
import { takeProposal } from '@/lib/instruments/proposals/take-proposal';

const id = z.string().min(1).max(200);

export const takeProposalAction = action(
  'proposal.take',
  'proposals.write',
  TakeProposal.extend({ id }),
  (ctx, { id: proposal, ...request }) => takeProposal(ctx, proposal, request),
);

export const dismissProposalAction = action(
  'proposal.dismiss',
  'proposals.write',
  DismissProposal.extend({ id }),
  (ctx, { id: proposal, ...request }) => dismissProposal(ctx, proposal, request),
);
