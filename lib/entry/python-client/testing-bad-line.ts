import { createServer } from 'node:http';
import { z } from 'zod';

/**
 * Stands before a server and loses every nth answer, after the server has done what was asked: the
 * worst that a network can do to a client.
 */
export async function startBadLine(
  origin: string,
  n: number,
): Promise<{ origin: string; lost: () => number; stop: () => Promise<void> }> {
  let asked = 0;
  let lost = 0;
  const line = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers)) {
        if (typeof value === 'string' && name !== 'connection') headers.set(name, value);
      }
      const answer = await fetch(new URL(incoming.url ?? '/', origin), {
        method: incoming.method ?? 'GET',
        headers,
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      asked += 1;
      if (asked % n === 0) {
        lost += 1;
        incoming.socket.destroy();
        return;
      }
      const type = answer.headers.get('content-type');
      outgoing.writeHead(answer.status, type === null ? {} : { 'content-type': type });
      outgoing.end(body);
    })().catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(line.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    lost: () => lost,
    async stop() {
      line.closeAllConnections();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
