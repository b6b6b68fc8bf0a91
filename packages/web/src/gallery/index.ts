import { lazyPart } from '../app/lazy-part.ts';

// Each comes when it is first asked for.
export const GalleryPage = lazyPart(async () => (await import('./GalleryPage.tsx')).GalleryPage);
