import { type NextRequest, NextResponse } from 'next/server';

const SESSION_COOKIES = ['next-auth.session-token', '__Secure-next-auth.session-token'];
const PUBLIC = /^\/(sign-in|invitation|docs)(\/|$)/;

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // ECharts places its tooltips by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * A nonce for scripts and styles, and a short way to the sign-in page. It is not the guard: every
 * page, action and route asks for itself who is there.
 */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const signedIn = SESSION_COOKIES.some((name) => request.cookies.has(name));
  if (!signedIn && !PUBLIC.test(pathname)) {
    const target = new URL('/sign-in', process.env.APP_URL ?? request.url);
    if (pathname !== '/') target.searchParams.set('next', pathname + search);
    return NextResponse.redirect(target);
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-path', pathname + search);
  const requestId = crypto.randomUUID();
  headers.set('x-request-id', requestId);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  if (process.env.APP_URL?.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=31536000');
  }
  return response;
}

export const config = {
  runtime: 'nodejs',
  // A body is cut at 10 MB wherever middleware matches, so the interface is left out; clients of it
  // and schemas for editors are downloaded without signing in.
  matcher: [
    '/((?!api/|_next/|clients/|schemas/|icon\\.svg|favicon\\.ico|robots\\.txt|manifest\\.webmanifest).*)',
  ],
};
