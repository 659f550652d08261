// Loaded into the children of bin/start.mjs: should it be killed, they end too and free the port. Their
// own children load it as well, and wait for messages on a channel of their own: it is left alone.
if (process.channel && process.env.SUPERVISOR_PID === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
