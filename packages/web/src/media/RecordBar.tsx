import { limits } from '@parley/contract';
import { ChevronLeft, MicOff, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton.tsx';
import { durationLabel } from './duration-label.ts';
import styles from './RecordBar.module.css';
import type { Recorded } from './use-recorder.ts';

/** So many of the latest bars are seen while one speaks. */
const seenMax = 200;
const levelEveryMs = 100;

/** In the place of where one writes, while one speaks: for how long, how loud, and the way out. */
export function RecordBar({ recorder }: { recorder: Recorded }) {
  const { t } = useTranslation();
  const { state, levels, isHeld, cancel } = recorder;
  if (state.status === 'refused') {
    return (
      <div className={styles.bar} role="alert">
        <MicOff className={styles.off} size={20} aria-hidden="true" />
        <p className={styles.why}>{t(`media.noVoice.${state.why}`)}</p>
        <IconButton label={t('ui.close')} onClick={cancel}>
          <X size={20} />
        </IconButton>
      </div>
    );
  }
  const isFull = state.status === 'full';
  const lastedMs = isFull ? limits.voiceMsMax : levels.length * levelEveryMs;
  return (
    <div className={styles.bar} role="group" aria-label={t('media.recording')}>
      <span className={styles.said} role="status">
        {t(isFull ? 'media.voiceFull' : state.status === 'asking' ? 'media.askingVoice' : 'media.recording')}
      </span>
      {!isHeld && (
        <IconButton label={t('media.discardVoice')} onClick={cancel}>
          <Trash2 size={20} />
        </IconButton>
      )}
      <span className={styles.dot} data-on={state.status === 'recording' || undefined} aria-hidden="true" />
      <span className={styles.time} role="timer" aria-label={t('media.recorded')}>
        {durationLabel(state.status === 'asking' ? 0 : lastedMs)}
      </span>
      {state.status === 'asking' ? (
        <span className={styles.hint}>{t('media.askingVoice')}</span>
      ) : isHeld ? (
        <span className={styles.hint}>
          <ChevronLeft size={16} data-mirrors="" aria-hidden="true" /> {t('media.slideToCancel')}
        </span>
      ) : isFull ? (
        <span className={styles.hint}>{t('media.voiceFull')}</span>
      ) : (
        <span className={styles.levels} aria-hidden="true">
          {levels.slice(-seenMax).map((level, index) => (
            <span key={index} style={{ height: `${Math.round(10 + level * 90)}%` }} />
          ))}
        </span>
      )}
    </div>
  );
}
