// Which list of conversations one came from: Escape and the keys lead back to it.
let path = '/';

export function setListPath(next: string): void {
  path = next;
}

export function listPath(): string {
  return path;
}
