// The browser's own small memory. It may be shut off or full: then the app goes on without it.

/** Reads what was kept under a key. */
export function readKept(key: string): string | undefined {
  try {
    return localStorage.getItem(`parley.${key}`) ?? undefined;
  } catch {
    // Reading throws where storage is shut off; that is the same as nothing kept.
    return undefined;
  }
}

/** Keeps a text under a key; undefined forgets it. Tells whether it is kept. */
export function keep(key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(`parley.${key}`);
    else localStorage.setItem(`parley.${key}`, value);
    return true;
  } catch {
    // Shut off or full.
    return false;
  }
}

/** The keys that begin so. */
export function keptKeys(prefix: string): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`parley.${prefix}`));
    return keys.map((key) => key.slice('parley.'.length));
  } catch {
    // Shut off: nothing was kept.
    return [];
  }
}

/** Forgets all keys that begin so. */
export function forgetKept(prefix: string): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`parley.${prefix}`));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Shut off: nothing was kept.
  }
}
