import type { Content } from '@parley/contract';
import { Picture } from './Picture.tsx';
import styles from './Thumb.module.css';
import { attachmentsOf } from './told.ts';

/** The first picture of a message, small, beside its words; nothing where it holds none. */
export function Thumb({ content }: { content: Content }) {
  if (content.kind === 'sticker') {
    return (
      <span className={styles.thumb} aria-hidden="true">
        <img className={styles.sticker} src={content.sticker.url} alt="" />
      </span>
    );
  }
  const first = content.kind === 'share' ? content.share.cover : attachmentsOf(content)[0];
  const isSeen = first?.kind === 'photo' || first?.hasPoster === true;
  if (!first || !isSeen) return null;
  return (
    <span className={styles.thumb} aria-hidden="true">
      <Picture attachment={first} size="thumb" alt="" />
    </span>
  );
}
