import { FileText, Image, Mic, SquarePlay, Sticker, Video } from 'lucide-react';
import type { MediaKind } from './told.ts';

const icons = { photo: Image, video: Video, file: FileText, voice: Mic, sticker: Sticker, share: SquarePlay };

/** The sign of what a message holds. `label`: said where the words beside it do not say it. */
export function KindIcon({ kind, size = 16, label }: { kind: MediaKind; size?: number; label?: string | undefined }) {
  const Icon = icons[kind];
  return <Icon size={size} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} />;
}
