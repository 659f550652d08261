// A local receiver that behaves like Teams, for trying channels by hand.
import { as, TestingReceiver, type Manner } from '@/lib/alerts/delivery/testing-receiver';

const PORT = 8090;

/** How each path behaves; all others as Teams, or whoever takes a webhook, on a good day. */
const MANNERS: Record<string, Manner> = {
  '/429': as.tooMany('30'),
  '/500': as.status(500),
  '/400': as.status(400),
  '/410': as.status(410),
  '/slow': as.slow(30_000),
  '/drop': as.drops,
};

const receiver = await TestingReceiver.start(PORT, ({ path, status, body }) => {
  const time = new Date().toISOString();
  console.log(
    `\n${time} ${path} answered with ${status ?? 'nothing'}\n${JSON.stringify(body, null, 2)}`,
  );
});
for (const [path, manner] of Object.entries(MANNERS)) receiver.meet(path, manner);

console.log(`Give a channel one of these addresses (of this machine: demo mode allows it, else
CHANNEL_ALLOWED_HOSTS=127.0.0.1 does); what is posted is printed here. Ctrl-C ends it.
  ${receiver.address('/teams')}     takes good cards and refuses bad ones, as Teams does
  ${receiver.address('/webhook')}   takes what is signed as a webhook`);
for (const path of Object.keys(MANNERS)) console.log(`  ${receiver.address(path)}`);
