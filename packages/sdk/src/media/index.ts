export { createMedia, type Media, type UploadOptions } from './media.ts';
