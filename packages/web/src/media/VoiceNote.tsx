import type { Attachment } from '@parley/contract';
import { LoaderCircle, Pause, Play, RotateCw } from 'lucide-react';
import { type CSSProperties, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { numberOf } from '../i18n/index.ts';
import { durationLabel } from './duration-label.ts';
import { originalOf } from './still.ts';
import { usePlayer } from './use-player.ts';
import styles from './VoiceNote.module.css';
import { barsOf } from './waveform.ts';

type Props = { attachment: Attachment; isWaiting: boolean };

/** A voice note: its loudness is the bar that one moves in it, by finger or by keys. */
export function VoiceNote({ attachment, isWaiting }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const lengthMs = attachment.durationMs ?? 0;
  const bars = useMemo(() => barsOf(attachment.waveform), [attachment.waveform]);
  const player = usePlayer(originalOf(attachment, client), lengthMs);
  const { state, atMs, speed } = player;
  const hasBegun = atMs > 0 || state === 'playing';
  const isFailed = state === 'failed';
  return (
    // Its parts are moved by fingers: the message under it must not follow them.
    <span className={styles.note} onPointerDown={(event) => event.stopPropagation()} data-voice={state}>
      <button
        type="button"
        className={styles.play}
        disabled={isWaiting && state === 'failed'}
        aria-label={t(isFailed ? 'ui.retry' : state === 'playing' ? 'media.pause' : 'media.play')}
        onClick={stopped(player.toggle)}
      >
        <Sign state={state} />
      </button>
      <span className={styles.middle}>
        <span className={styles.wave} style={{ '--played': lengthMs === 0 ? 0 : atMs / lengthMs } as CSSProperties}>
          <Bars bars={bars} />
          <span className={styles.played} aria-hidden="true">
            <Bars bars={bars} />
          </span>
          <input
            type="range"
            className={styles.bar}
            aria-label={t('media.voicePlace')}
            aria-valuetext={t('media.placeOf', { at: durationLabel(atMs), of: durationLabel(lengthMs) })}
            min={0}
            max={Math.max(1, lengthMs)}
            step={100}
            value={Math.min(atMs, lengthMs)}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => player.seek(event.target.valueAsNumber)}
            onKeyDown={(event) => {
              // Up and down are the list's: from message to message.
              if (event.key.startsWith('Arrow') && !/Left|Right/.test(event.key)) event.preventDefault();
              else event.stopPropagation();
            }}
          />
        </span>
        <span className={styles.foot}>
          <span className={styles.time}>
            {isFailed ? t('media.notPlayed') : durationLabel(hasBegun ? atMs : lengthMs)}
          </span>
        </span>
      </span>
      <button
        type="button"
        className={styles.speed}
        aria-label={t('media.speed', { speed })}
        onClick={stopped(player.faster)}
      >
        <span dir="ltr">{numberOf(speed)}×</span>
      </button>
    </span>
  );
}

const stopped = (act: () => void) => (event: { stopPropagation(): void }) => {
  event.stopPropagation();
  act();
};

function Sign({ state }: { state: ReturnType<typeof usePlayer>['state'] }) {
  if (state === 'failed') return <RotateCw size={20} aria-hidden="true" />;
  if (state === 'loading') return <LoaderCircle className={styles.turning} size={20} aria-hidden="true" />;
  if (state === 'playing') return <Pause size={20} fill="currentColor" aria-hidden="true" />;
  return <Play size={20} fill="currentColor" aria-hidden="true" />;
}

function Bars({ bars }: { bars: readonly number[] }) {
  return (
    <span className={styles.bars} aria-hidden="true">
      {bars.map((height, index) => (
        <span key={index} style={{ height: `${Math.round(12 + height * 88)}%` }} />
      ))}
    </span>
  );
}
