/** What JSON can hold. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [member: string]: Json };

/** What a channel is sent: kept in the outbox as it is and posted as it is. */
export type Payload = JsonObject;
