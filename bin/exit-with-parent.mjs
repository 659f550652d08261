// Loaded into the children of bin/start.mjs: should it be killed, they end too and free the port.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
