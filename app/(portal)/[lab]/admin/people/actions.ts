'use server';

import { action } from '@/lib/entry/action';
import { changeRole as changeRoleVerb } from '@/lib/people/change-role';
import { ChangeRoleInput, InvitationInput, InviteInput, PersonInput } from '@/lib/people/contract';
import {
  disablePerson as disablePersonVerb,
  enablePerson as enablePersonVerb,
} from '@/lib/people/disable-person';
import { invitePerson } from '@/lib/people/invite-person';
import { makeResetLink as makeResetLinkVerb } from '@/lib/people/make-reset-link';
import { removePerson as removePersonVerb } from '@/lib/people/remove-person';
import { revokeInvitation } from '@/lib/people/revoke-invitation';

export const invite = action('person.invite', 'people.write', InviteInput, invitePerson);
export const changeRole = action(
  'person.change_role',
  'people.write',
  ChangeRoleInput,
  changeRoleVerb,
);
export const makeResetLink = action(
  'person.make_reset_link',
  'people.write',
  PersonInput,
  makeResetLinkVerb,
);
export const disablePerson = action(
  'person.disable',
  'people.write',
  PersonInput,
  disablePersonVerb,
);
export const enablePerson = action('person.enable', 'people.write', PersonInput, enablePersonVerb);
export const removePerson = action('person.remove', 'people.write', PersonInput, removePersonVerb);
export const withdrawInvitation = action(
  'invitation.revoke',
  'people.write',
  InvitationInput,
  revokeInvitation,
);
