import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName } from '@/lib/platform/http/named-list';
import { NewPeer, PeerAnswer, PeerList, PeerParams } from './contract';

const tag = 'Instruments';

export const listPeersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/peers',
  tag,
  summary: 'List from where a device may speak MLLP',
  may: 'mapping.write',
  params: byName,
  answer: PeerList,
});

export const addPeerEndpoint = defineEndpoint({
  method: 'POST',
  path: '/devices/{name}/peers',
  tag,
  summary: 'Let a device speak MLLP from an address',
  description:
    'Whoever connects from there is this device, where MSH-3 and MSH-4 are as named. Of several that fit, the narrowest network counts, then the one that names more. What fits none is answered AR and not stored.',
  may: 'mapping.write',
  status: 201,
  params: byName,
  body: NewPeer,
  answer: PeerAnswer,
});

export const removePeerEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/devices/{name}/peers/{id}',
  tag,
  summary: 'No longer let a device speak MLLP from an address',
  may: 'mapping.write',
  params: PeerParams,
  answer: PeerAnswer,
});

export const PEER_ENDPOINTS = [listPeersEndpoint, addPeerEndpoint, removePeerEndpoint];
