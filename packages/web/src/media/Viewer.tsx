import type { Attachment } from '@parley/contract';
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { cx } from '../ui/cx.ts';
import { InPlace } from '../ui/in-place.ts';
import { useModal } from '../ui/use-modal.ts';
import { downloadName } from './download-name.ts';
import { Picture } from './Picture.tsx';
import { originalOf, stillOf } from './still.ts';
import { useZoom } from './use-zoom.ts';
import styles from './Viewer.module.css';

type Props = {
  attachments: readonly Attachment[];
  /** Which is shown first. */
  at: number;
  caption: string;
  sentAtMs: number;
  onClose: () => void;
};

/** The photos and videos of a message over the whole screen, one at a time; fingers, arrows and Escape lead through it (MED-26). */
export function Viewer({ attachments, at, caption, sentAtMs, onClose }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const isInPlace = useContext(InPlace);
  const [index, setIndex] = useState(at);
  useModal(dialog);
  const shown = attachments[index];
  const count = attachments.length;
  useNeighbours(attachments, index);
  const turn = (by: 1 | -1) => setIndex((now) => Math.min(count - 1, Math.max(0, now + by)));
  if (!shown) return null;
  const what = t(`media.${shown.kind === 'video' ? 'video' : 'photo'}`, { count: 1 });
  const label = count === 1 ? what : t('media.which', { what, at: index + 1, count });
  return (
    <dialog
      ref={dialog}
      open={isInPlace || undefined}
      className={cx(styles.viewer, isInPlace && styles.inPlace)}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => turnByKey(event, turn)}
    >
      <header className={styles.bar}>
        <Way label={t('ui.close')} onPress={onClose}>
          <X size={24} />
        </Way>
        <span className={styles.count} aria-live="polite">
          {count > 1 && t('media.placeOf', { at: String(index + 1), of: String(count) })}
        </span>
        <a
          className={styles.way}
          href={originalOf(shown, client)}
          download={downloadName(shown, sentAtMs)}
          title={t('media.download')}
          aria-label={t('media.download')}
        >
          <Download size={22} />
        </a>
      </header>
      <Stage key={index} attachment={shown} label={label} turn={turn} onClose={onClose} />
      {index > 0 && (
        <Way label={t('media.previous')} className={styles.previous} onPress={() => turn(-1)}>
          <ChevronLeft size={28} data-mirrors="" />
        </Way>
      )}
      {index < count - 1 && (
        <Way label={t('media.next')} className={styles.next} onPress={() => turn(1)}>
          <ChevronRight size={28} data-mirrors="" />
        </Way>
      )}
      {caption !== '' && (
        <p className={styles.caption} dir="auto">
          {caption}
        </p>
      )}
    </dialog>
  );
}

/** What is looked at next is fetched before. */
function useNeighbours(attachments: readonly Attachment[], index: number): void {
  const client = useClient();
  useEffect(() => {
    for (const near of [attachments[index + 1], attachments[index - 1]]) {
      const source = near && stillOf(near, 'large', client);
      if (source) new Image().src = source;
    }
  }, [attachments, client, index]);
}

type StageProps = { attachment: Attachment; label: string; turn: (by: 1 | -1) => void; onClose: () => void };

function Stage({ attachment, label, turn, onClose }: StageProps) {
  const client = useClient();
  const stage = useRef<HTMLDivElement>(null);
  const hands = useZoom(stage, attachment.id, { onTurn: turn, onClose });
  if (attachment.kind === 'video') {
    const poster = stillOf(attachment, 'large', client);
    return (
      <div className={styles.stage}>
        {/* What people say in it nobody has written down. */}
        <video
          className={styles.video}
          src={originalOf(attachment, client)}
          {...(poster ? { poster } : {})}
          aria-label={label}
          controls
          autoPlay
          playsInline
        />
      </div>
    );
  }
  return (
    <div ref={stage} className={cx(styles.stage, styles.held)} {...hands}>
      <div className={styles.moved}>
        <Picture attachment={attachment} size="large" alt={label} isWhole />
      </div>
    </div>
  );
}

type WayProps = { label: string; className?: string | undefined; onPress: () => void; children: ReactNode };

function Way({ label, className, onPress, children }: WayProps) {
  return (
    <button type="button" className={cx(styles.way, className)} title={label} aria-label={label} onClick={onPress}>
      {children}
    </button>
  );
}

/** Towards the end of the line is onward; in a video that has the focus, the arrows are its own. */
function turnByKey(event: KeyboardEvent<HTMLElement>, turn: (by: 1 | -1) => void): void {
  if (event.target instanceof HTMLVideoElement) return;
  const onward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  turn(event.key === onward ? 1 : -1);
}
