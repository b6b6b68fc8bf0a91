// Loaded into every Node.js program that `run` starts: ends it when the program that started it is gone.
// What that program starts in turn may have a channel of its own for other things, so we look whose child this is.
const UNTIL_KILLED_MS = 4_000;

if (process.channel && process.env.PARLEY_STARTED_BY === String(process.ppid)) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), UNTIL_KILLED_MS).unref();
  });
  // Listening would keep the program alive for ever.
  process.channel.unref();
}
