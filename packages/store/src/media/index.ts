export { ATTACH, attachmentKeys, attachValues, GONE } from './attachments.sql.ts';
export {
  type AttachmentRow,
  type MediaReader,
  type MediaWriter,
  mediaReader,
  mediaWriter,
} from './media-store.ts';
