import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { DismissProposal, Proposal, ProposalsQuery, TakeProposal } from './contract';

const byId = z.object({ id: z.string().min(1).max(200) });

export const listProposalsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/proposals',
  tag: 'Instruments',
  summary: 'List what instruments say and a person decides',
  description:
    'Results that came for verified or published tests, and reasons to reject that an instrument saw. Open ones oldest first, ended ones newest first.',
  may: 'read',
  query: ProposalsQuery,
  answer: listAnswer(Proposal),
});

export const takeProposalEndpoint = defineEndpoint({
  method: 'POST',
  path: '/proposals/{id}/take',
  tag: 'Instruments',
  summary: 'Do what an instrument proposes',
  description:
    'Results: the test is retracted or amended, the results are entered and it is submitted again, all at once and in your name; somebody else verifies it. A rejection: the specimen is rejected. One that has ended is 409. Takes Idempotency-Key.',
  may: 'proposals.write',
  params: byId,
  body: TakeProposal,
  answer: Proposal,
});

export const dismissProposalEndpoint = defineEndpoint({
  method: 'POST',
  path: '/proposals/{id}/dismiss',
  tag: 'Instruments',
  summary: 'Leave a test or specimen as it is',
  description: 'One that has ended is 409. Takes Idempotency-Key.',
  may: 'proposals.write',
  params: byId,
  body: DismissProposal,
  answer: Proposal,
});

export const PROPOSAL_ENDPOINTS = [
  listProposalsEndpoint,
  takeProposalEndpoint,
  dismissProposalEndpoint,
];
