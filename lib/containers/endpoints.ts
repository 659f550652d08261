import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName } from '@/lib/platform/http/named-list';
import { oneOrMany } from '@/lib/platform/http/one-or-many';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  ConflictListQuery,
  Container,
  ContainerChange,
  ContainerHistoryEntry,
  ContainerListQuery,
  CONTAINERS_AT_ONCE,
  Correction,
  Dismissal,
  LidFrom,
  MoveByPlace,
  Moved,
  MoveEnds,
  NewContainer,
  PlaceField,
  PlacementConflict,
  Position,
  PositionChange,
  Reconciliation,
} from './contract';

const TAG = 'Containers';
const byRef = z.object({ ref: z.string().min(1).max(200).describe('Id or barcode.') });
const byId = z.object({ id: z.string().min(1).max(200) });
const WHO = 'with `occupant` and `container` as they stand';

export const listContainersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/containers',
  tag: TAG,
  summary: 'List containers',
  description: 'In the order they were added; those present, or with removed=true the others.',
  may: 'platform.read',
  query: ContainerListQuery,
  answer: listAnswer(Container),
});

export const addContainersEndpoint = defineEndpoint({
  method: 'POST',
  path: '/containers',
  tag: TAG,
  summary: 'Put containers on the platform',
  description: `One, answered as it is, or an array of up to ${CONTAINERS_AT_ONCE.toLocaleString('en')}, answered as {data}: all of them or none. Errors name the row: containers.17.position. A place that is taken is 409 conflict, a barcode that is taken 409 already_exists, ${WHO}. Takes Idempotency-Key.`,
  may: 'platform.write',
  status: 201,
  body: oneOrMany(NewContainer, 'containers', CONTAINERS_AT_ONCE),
  answer: z.union([Container, z.object({ data: z.array(Container) })]),
});

export const readContainerEndpoint = defineEndpoint({
  method: 'GET',
  path: '/containers/{ref}',
  tag: TAG,
  summary: 'Read a container',
  description: 'A barcode finds only what is on the platform; an id finds what was removed too.',
  may: 'platform.read',
  params: byRef,
  answer: Container,
});

export const changeContainerEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/containers/{ref}',
  tag: TAG,
  summary: 'Change a container, or say where its lid is',
  description: `Fields left out stay as they are; null clears barcode, labware_uuid and lid_site. A barcode that is taken is 409 already_exists, a place for the lid that is taken 409 conflict, ${WHO}.`,
  may: 'platform.write',
  params: byRef,
  body: ContainerChange,
  answer: Container,
});

export const removeContainerEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/containers/{ref}',
  tag: TAG,
  summary: 'Remove a container from the platform',
  description:
    'Frees its place and its lid’s; its history stays. Removed already: the same answer by id, 404 by barcode.',
  may: 'platform.write',
  params: byRef,
  answer: Container,
});

export const containerHistoryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/containers/{ref}/history',
  tag: TAG,
  summary: 'Read the history of a container, oldest first',
  may: 'platform.read',
  params: byRef,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(500),
    cursor: z.string().max(500).optional(),
  }),
  answer: listAnswer(ContainerHistoryEntry),
});

const REFUSED = `Not there, or the target taken: 409 conflict ${WHO}; nothing changes, and the refusal is kept as a placement conflict, whose id is \`conflict\`.`;

/** Served with a step besides: lib/processes/endpoints.ts. */
export const moveContainerEndpoint = defineEndpoint({
  method: 'POST',
  path: '/containers/{ref}/move',
  tag: TAG,
  summary: 'Move a container',
  description: REFUSED,
  may: 'platform.write',
  params: byRef,
  body: MoveEnds,
  answer: Moved,
});

/** Likewise. */
export const moveByPlaceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/moves',
  tag: TAG,
  summary: 'Move whatever stands on a place',
  description: REFUSED,
  may: 'platform.write',
  body: MoveByPlace,
  answer: Moved,
});

export const unlidEndpoint = defineEndpoint({
  method: 'POST',
  path: '/containers/{ref}/unlid',
  tag: TAG,
  summary: 'Take the lid off, and lay it on a place',
  description: `Off already, or the place taken: 409 conflict ${WHO}.`,
  may: 'platform.write',
  params: byRef,
  body: PlaceField,
  answer: Container,
});

export const lidEndpoint = defineEndpoint({
  method: 'POST',
  path: '/containers/{ref}/lid',
  tag: TAG,
  summary: 'Put the lid back on',
  description: `From where it lies; a place given must be that one. On already, or lying elsewhere: 409 conflict ${WHO}.`,
  may: 'platform.write',
  params: byRef,
  body: LidFrom,
  answer: Container,
});

export const correctEndpoint = defineEndpoint({
  method: 'POST',
  path: '/containers/{ref}/correct',
  tag: TAG,
  summary: 'Say by hand where a container stands, or that it is gone',
  description: `{device, position, reason}, or {gone: true, reason}. A place that is taken is 409 conflict ${WHO}.`,
  may: 'places.correct',
  params: byRef,
  body: Correction,
  answer: Container,
});

export const listConflictsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/placement-conflicts',
  tag: TAG,
  summary: 'List refused moves, newest first',
  may: 'platform.read',
  query: ConflictListQuery,
  answer: listAnswer(PlacementConflict),
});

export const reconcileEndpoint = defineEndpoint({
  method: 'POST',
  path: '/placement-conflicts/{id}/reconcile',
  tag: TAG,
  summary: 'Take a refused move as done',
  description: `From wherever the container is believed to be. A target that is taken, or a conflict that has ended, is 409 conflict ${WHO}.`,
  may: 'places.correct',
  params: byId,
  body: Reconciliation,
  answer: PlacementConflict,
});

export const dismissEndpoint = defineEndpoint({
  method: 'POST',
  path: '/placement-conflicts/{id}/dismiss',
  tag: TAG,
  summary: 'End a conflict without a move',
  may: 'places.correct',
  params: byId,
  body: Dismissal,
  answer: PlacementConflict,
});

export const listPositionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/positions',
  tag: 'Devices',
  summary: 'Read the positions of a device, from 0, and what stands there',
  description: 'The key of an instrument reads those of its own device.',
  may: 'device.read',
  params: byName,
  answer: z.array(Position),
});

const bySlot = z.object({
  ...byName.shape,
  slot: z.string().min(1).max(20).describe('Counted from 0.'),
});

export const readPositionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/positions/{slot}',
  tag: 'Devices',
  summary: 'Read one position of a device',
  description: 'The key of an instrument reads those of its own device.',
  may: 'device.read',
  params: bySlot,
  answer: Position,
});

export const changePositionEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/devices/{name}/positions/{slot}',
  tag: 'Devices',
  summary: 'Say whether a position takes deep-well plates',
  may: 'platform.write',
  params: bySlot,
  body: PositionChange,
  answer: Position,
});

export const CONTAINER_ENDPOINTS = [
  listContainersEndpoint,
  addContainersEndpoint,
  readContainerEndpoint,
  changeContainerEndpoint,
  removeContainerEndpoint,
  containerHistoryEndpoint,
  unlidEndpoint,
  lidEndpoint,
  correctEndpoint,
  listConflictsEndpoint,
  reconcileEndpoint,
  dismissEndpoint,
  listPositionsEndpoint,
  readPositionEndpoint,
  changePositionEndpoint,
];
