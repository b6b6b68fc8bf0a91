// Writes docs/reference.md.
import { writeFile } from 'node:fs/promises';
import { referencePage } from './reference.ts';

await writeFile(new URL('../../docs/reference.md', import.meta.url), referencePage());
