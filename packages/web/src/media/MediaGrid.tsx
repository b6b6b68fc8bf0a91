import type { Attachment } from '@parley/contract';
import { Play } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { durationLabel } from './duration-label.ts';
import { cellsOf, frameOf, frameWidthMax } from './frame.ts';
import styles from './MediaGrid.module.css';
import { Picture } from './Picture.tsx';
import { useProgress } from './use-desk.ts';

type Props = {
  attachments: readonly Attachment[];
  hasCaption: boolean;
  /** Absent: they are not opened, as while they are on their way. */
  onOpen?: ((index: number) => void) | undefined;
};

/** Photos and videos of one message: one in its own shape, several in whole rows. Their room is taken before they come. */
export function MediaGrid({ attachments, hasCaption, onOpen }: Props) {
  const isOne = attachments.length === 1;
  const cells = isOne ? [] : cellsOf(attachments.length);
  const frame = isOne && attachments[0] ? frameOf(attachments[0], hasCaption) : undefined;
  const shape: CSSProperties = frame
    ? { width: frame.width, aspectRatio: `${frame.width} / ${frame.height}` }
    : { width: frameWidthMax };
  return (
    <span className={cx(styles.grid, isOne && styles.one)} style={shape}>
      {attachments.map((attachment, index) => (
        // A picture keeps its place while it goes from here to the server, and gets another name there.
        <Cell
          key={index}
          attachment={attachment}
          place={cells[index]}
          which={{ index, count: attachments.length }}
          onOpen={onOpen && (() => onOpen(index))}
        />
      ))}
    </span>
  );
}

type CellProps = {
  attachment: Attachment;
  place: { columns: number; ratio: number } | undefined;
  which: { index: number; count: number };
  onOpen: (() => void) | undefined;
};

function Cell({ attachment, place, which, onOpen }: CellProps) {
  const { t } = useTranslation();
  const { kind, durationMs, isAnimated } = attachment;
  const own = t(`media.${kind === 'video' ? 'video' : 'photo'}`, { count: 1 });
  const label = which.count === 1 ? own : t('media.which', { what: own, at: which.index + 1, count: which.count });
  const style = place && { gridColumn: `span ${place.columns}`, aspectRatio: place.ratio };
  const inside = (
    <>
      <Picture attachment={attachment} size={which.count > 3 ? 'thumb' : 'large'} alt={label} />
      {kind === 'video' && (
        <span className={styles.play} aria-hidden="true">
          <Play size={22} fill="currentColor" />
        </span>
      )}
      {kind === 'video' && durationMs !== undefined && <span className={styles.tag}>{durationLabel(durationMs)}</span>}
      {isAnimated && <span className={styles.tag}>GIF</span>}
      <Leaving id={attachment.id} />
    </>
  );
  if (!onOpen) {
    return (
      <span className={styles.cell} style={style}>
        {inside}
      </span>
    );
  }
  return (
    // A picture that did not come has a button of its own, so this is none that holds one.
    <span className={styles.cell} style={style}>
      {inside}
      <button
        type="button"
        className={styles.open}
        aria-label={t(kind === 'video' ? 'media.playVideo' : 'media.openPhoto', { what: label })}
        aria-haspopup="dialog"
        onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}
      />
    </span>
  );
}

const round = 2 * Math.PI * 19;

/** How far it has come on its way to the server. */
function Leaving({ id }: { id: string }) {
  const { t } = useTranslation();
  const part = useProgress(id);
  if (part === undefined) return null;
  return (
    <span
      className={styles.leaving}
      role="progressbar"
      aria-label={t('media.uploading')}
      aria-valuenow={Math.round(part * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <svg viewBox="0 0 44 44" width={44} height={44} aria-hidden="true">
        <circle cx="22" cy="22" r="19" className={styles.way} />
        <circle
          cx="22"
          cy="22"
          r="19"
          className={styles.done}
          strokeDasharray={`${Math.max(0.04, part) * round} ${round}`}
        />
      </svg>
    </span>
  );
}
