import { z } from 'zod';
import { method } from '../method.ts';
import { stickerPack } from './shapes.ts';

export const stickersMethods = [
  method({
    id: 'stickers.list',
    purpose: 'Lists the stickers that can be sent here, by packs.',
    auth: 'user',
    input: z.strictObject({}),
    output: z.object({ packs: z.array(stickerPack) }),
    refusals: [],
  }),
] as const;
