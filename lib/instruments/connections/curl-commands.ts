/** What stands in a command for what is shown once. */
export const SECRET_PLACE = 'whsec_PASTE_THE_SECRET_HERE';
export const KEY_PLACE = 'PASTE_THE_KEY_HERE';

const HEARTBEAT = '{"type":"device.heartbeat"}';

/** For a shell: within single quotes, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command for a POSIX shell that sends a heartbeat signed as Standard Webhooks says, with openssl
 * and curl alone.
 */
export function signedCurl(url: string, secret: string = SECRET_PLACE): string {
  return [
    `SECRET=${quoted(secret)}`,
    `BODY=${quoted(HEARTBEAT)}`,
    'ID="msg_$(openssl rand -hex 12)"',
    'TIME="$(date +%s)"',
    `KEY="$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"`,
    `SIGNATURE="$(printf '%s.%s.%s' "$ID" "$TIME" "$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"`,
    `curl -sS ${quoted(url)} \\`,
    "  -H 'Content-Type: application/json' \\",
    '  -H "webhook-id: $ID" \\',
    '  -H "webhook-timestamp: $TIME" \\',
    '  -H "webhook-signature: v1,$SIGNATURE" \\',
    '  --data-binary "$BODY"',
  ].join('\n');
}

/** … that proves itself by a key of the device, or of the LIS. */
export function keyCurl(url: string, key: string = KEY_PLACE): string {
  return [
    `KEY=${quoted(key)}`,
    `curl -sS ${quoted(url)} \\`,
    "  -H 'Content-Type: application/json' \\",
    '  -H "Authorization: Bearer $KEY" \\',
    '  -H "webhook-id: msg_$(openssl rand -hex 12)" \\',
    `  --data-binary ${quoted(HEARTBEAT)}`,
  ].join('\n');
}
