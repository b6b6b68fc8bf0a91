export { type MediaRoute, mediaRoutes } from './routes.ts';
export {
  type Attachment,
  type AttachmentKind,
  attachment,
  attachmentKind,
  type Uploaded,
  type UploadFacts,
  uploaded,
  uploadFacts,
  type Variant,
  variant,
} from './shapes.ts';
