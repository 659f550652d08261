export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}
export function serverUser(): ServerUser | undefined;
