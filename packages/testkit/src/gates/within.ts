const tickMs = 50;

/** What `work` comes to, or undefined when that takes longer. Time in which this process stood still does not count. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks * tickMs >= ms) late.resolve(undefined);
  }, tickMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearInterval(timer);
  }
}
