import type { ServerUser } from './server-user.mjs';

export interface Cluster {
  /** Folder with initdb and postgres. */
  binaries: string;
  /** Belongs to the server's user; holds `data` and `tmp`. */
  folder: string;
  logFile: string;
  runAs: ServerUser | undefined;
  /** Of the superuser "postgres". */
  password: string;
  /** More `-c` settings, "name=value". */
  settings?: string[];
}
export interface Server {
  pid: number;
  port: number;
}
export function initialise(cluster: Cluster): Promise<void>;
export function running(cluster: Cluster): Server | undefined;
export function start(cluster: Cluster, port: number): Promise<Server>;
export function stop(cluster: Cluster, pid: number): Promise<void>;
export function freePort(preferred?: number): Promise<number>;
export function isAlive(pid: number): boolean;
