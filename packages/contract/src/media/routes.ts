// Bytes travel by routes of their own: they are no JSON, may be long, and are read by elements of a page that send no body.
import type { RefusalCode } from '../refusals/index.ts';

export type MediaRoute = {
  verb: 'post' | 'get';
  path: string;
  /** `nouns.verb`, like a method's. */
  id: string;
  /** One sentence. */
  purpose: string;
  /** Those particular to this route. */
  refusals: readonly RefusalCode[];
};

export const mediaRoutes = [
  {
    verb: 'post',
    path: '/v1/media',
    id: 'media.upload',
    purpose:
      'Takes the bytes of the body as a photo, video, file or voice note, to be sent with a message within a day (MSG-4).',
    refusals: ['media_not_usable', 'upload_limit'],
  },
  {
    verb: 'post',
    path: '/v1/media/{id}/poster',
    id: 'media.addPoster',
    purpose: 'Takes the bytes of the body as the photo that stands for a video of mine which I have not sent yet.',
    refusals: ['not_found', 'media_not_usable', 'upload_limit'],
  },
  {
    verb: 'get',
    path: '/v1/media/{id}/{variant}',
    id: 'media.read',
    purpose: 'Gives the bytes of what I uploaded and have not sent, or of what a message holds that I can see now.',
    refusals: ['not_found'],
  },
] as const satisfies readonly MediaRoute[];
