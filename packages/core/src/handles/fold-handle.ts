/** ACC-4: what makes a handle unique: those that differ only in case, 0 for o or 1 for l are the same name. */
export function foldHandle(handle: string): string {
  return handle.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
}
