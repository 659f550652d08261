import { realAdminExists } from '@/lib/people/demo-mode';
import { env } from '@/lib/platform/env';
import type { AllowedHosts } from './channel-address';
import { OF_THE_DEMO } from './local-channels';

/**
 * The hosts that channels may lead to though they are not public, http included: those of
 * CHANNEL_ALLOWED_HOSTS, and this machine while nobody but demo people could have set the channel up.
 */
export async function allowedHosts(): Promise<AllowedHosts> {
  const { CHANNEL_ALLOWED_HOSTS, BENCHWATCH_EMBEDDED } = env();
  const demo = BENCHWATCH_EMBEDDED && !(await realAdminExists());
  return demo ? [...CHANNEL_ALLOWED_HOSTS, ...OF_THE_DEMO] : CHANNEL_ALLOWED_HOSTS;
}
