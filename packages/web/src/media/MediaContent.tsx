import type { Content, UserId } from '@parley/contract';
import { StickerPicture } from '../stickers/index.ts';
import { FileCard } from './FileCard.tsx';
import { MediaGrid } from './MediaGrid.tsx';
import { ShareCard } from './ShareCard.tsx';
import { attachmentsOf } from './told.ts';
import { VoiceNote } from './VoiceNote.tsx';

type Props = {
  content: Content;
  /** Whose it is; absent: mine. */
  from?: { id: UserId; name: string } | undefined;
  /** It is not in the log yet. */
  isWaiting: boolean;
  onOpen?: ((index: number) => void) | undefined;
};

/** What a message holds besides its text. */
export function MediaContent({ content, from, isWaiting, onOpen }: Props) {
  if (content.kind === 'sticker') return <StickerPicture sticker={content.sticker} />;
  if (content.kind === 'share') return <ShareCard share={content.share} />;
  const attachments = attachmentsOf(content);
  const [first] = attachments;
  if (!first) return null;
  if (first.kind === 'file') return <FileCard attachment={first} from={from} isWaiting={isWaiting} />;
  if (first.kind === 'voice') return <VoiceNote attachment={first} isWaiting={isWaiting} />;
  return <MediaGrid attachments={attachments} hasCaption={content.text !== ''} onOpen={onOpen} />;
}
