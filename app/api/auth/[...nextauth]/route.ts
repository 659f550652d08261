import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/people/auth-options';
import { env } from '@/lib/platform/env';

type Route = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, route: Route): Promise<Response> {
  // The one source of absolute addresses: headers that name a host can be forged.
  process.env.NEXTAUTH_URL = env().APP_URL;
  delete process.env.AUTH_TRUST_HOST;
  const answer: Response = await NextAuth(request, route, authOptions());
  answer.headers.set('cache-control', 'no-store');
  answer.headers.set('x-content-type-options', 'nosniff');
  return answer;
}

export { handler as GET, handler as POST };
