import { PutSpecimen } from '@/components/containers/put-specimen';
import { SpecimenPlacesCard } from '@/components/containers/specimen-places';
import { Follow } from '@/components/live/follow';
import { containersOfSpecimen } from '@/lib/containers/contents/containers-of-specimen';
import { listDevices } from '@/lib/devices/list-devices';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import type { Specimen } from '@/lib/specimens/contract';
import { putSpecimenAction } from './place-actions';

/** More containers than anybody watches at once. */
const FOLLOWED_AT_MOST = 5;

/** Where a specimen is on the platform; whoever may correct places puts its tube in one. */
export async function WhereItIs({ ctx, specimen }: { ctx: Ctx; specimen: Specimen }) {
  const { slug, timeZone } = ctx.lab;
  const number = specimen.specimen_id;
  const mayPut = actorMay(ctx.actor, 'places.correct') && !specimen.voided;
  const [places, devices] = await Promise.all([
    containersOfSpecimen(ctx, number),
    mayPut ? listDevices(ctx, namedListQueryOf({ limit: 500, active: 'true' })) : null,
  ]);
  const standing = devices?.data.filter(({ slots }) => slots > 0) ?? [];
  return (
    <>
      {places.now.slice(0, FOLLOWED_AT_MOST).map(({ container, well }) => (
        <Follow key={`${container.id} ${well}`} kinds={['container']} entity={container.id} />
      ))}
      <SpecimenPlacesCard
        labSlug={slug}
        timeZone={timeZone}
        number={number}
        places={places}
        actions={
          standing.length === 0 ? null : (
            <PutSpecimen
              labSlug={slug}
              number={number}
              devices={standing.map(({ name, slots }) => ({ name, slots }))}
              moves={places.now.some(({ well }) => well === null)}
              action={putSpecimenAction}
            />
          )
        }
      />
    </>
  );
}
