// Snapshots keep their identity while nothing in them changed, so that a view compares them by reference.

/** The previous list when the next one holds the same things in the same order. */
export function stableList<Item>(previous: readonly Item[], next: readonly Item[]): readonly Item[] {
  const isSame = previous.length === next.length && next.every((item, index) => item === previous[index]);
  return isSame ? previous : next;
}

/** Remembers the last result of `make`, and gives it again while all that it was made from is the same. */
export function remembered<Parts extends Readonly<Record<string, unknown>>, Result>(
  make: (parts: Parts) => Result,
): (parts: Parts) => Result {
  let last: { readonly parts: Parts; readonly result: Result } | undefined;
  return (parts) => {
    const old = last?.parts;
    const isSame = old !== undefined && Object.keys(parts).every((key) => parts[key] === old[key]);
    if (last === undefined || !isSame) last = { parts, result: make(parts) };
    return last.result;
  };
}
