import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { findDevice } from '../find-device';
import { describeCertificate } from './certificate';
import type { CertificateChange, DeviceCertificate } from './contract';

/** The trail says which certificate it was; the text itself stands with the device. */
function trailOf(described: DeviceCertificate) {
  const { fingerprint, subject, issuer, valid_from, valid_to } = described;
  return { fingerprint, subject, issuer, valid_from, valid_to };
}

/** The certificate of a device's server, exactly as it was given; null where there is none. */
export async function readCertificate(ctx: Ctx, name: string): Promise<DeviceCertificate> {
  const id = await findDevice(ctx.db, ctx, 'device.read', name);
  const { certificatePem } = await ctx.db.device.findUniqueOrThrow({
    where: { id },
    select: { certificatePem: true },
  });
  return describeCertificate(certificatePem, ctx.now);
}

/** Keeps the certificate of a device's server, or takes it away; the same again changes nothing. */
export async function changeCertificate(
  ctx: Ctx,
  name: string,
  { certificate }: CertificateChange,
): Promise<DeviceCertificate> {
  return ctx.db.$transaction(async (tx) => {
    const id = await findDevice(tx, ctx, 'platform.write', name, 'lock');
    const after = describeCertificate(certificate, ctx.now);
    const { certificatePem } = await tx.device.findUniqueOrThrow({
      where: { id },
      select: { certificatePem: true },
    });
    if (certificatePem === certificate) return after;
    await tx.device.update({ where: { id }, data: { certificatePem: certificate } });
    await recordAuditEvent(tx, ctx, {
      action: certificate === null ? 'device.remove_certificate' : 'device.set_certificate',
      entity: 'device',
      entityId: id,
      before: trailOf(describeCertificate(certificatePem, ctx.now)),
      after: trailOf(after),
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: id, version: 0 });
    return after;
  });
}
