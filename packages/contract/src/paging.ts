import { z } from 'zod';
import { limits } from './limits.ts';

/** A page's size and where it starts. `cursor` comes from the answer before; it is opaque and absent for the first page. */
export const pageInput = {
  limit: z.int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault),
  cursor: z.string().min(1).max(200).optional(),
};

/** Absent when there is no further page. */
export const nextCursor = z.string().optional();
