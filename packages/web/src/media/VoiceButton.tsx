import { Mic, SendHorizontal } from 'lucide-react';
import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton.tsx';
import type { Recorded } from './use-recorder.ts';
import styles from './VoiceButton.module.css';

/** A finger that stays so long holds; lifted earlier, it pressed. */
const holdMs = 400;
/** So far towards the beginning of the line throws it away. */
const cancelPx = 90;

/** Pressed at a desk, or held by a finger, it records; then it sends. */
export function VoiceButton({ recorder }: { recorder: Recorded }) {
  const { t } = useTranslation();
  const finger = useRef<{ x: number; atMs: number }>(undefined);
  // A finger ends in a click as well.
  const wasFinger = useRef(false);
  const { status } = recorder.state;
  const isReady = status === 'recording' || status === 'full';
  const press = () => {
    if (wasFinger.current) {
      wasFinger.current = false;
      return;
    }
    if (isReady) recorder.send();
    else recorder.start(false);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    // The keyboard of a phone would fall.
    event.preventDefault();
    if (event.pointerType === 'mouse' || isReady) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    finger.current = { x: event.clientX, atMs: event.timeStamp };
    wasFinger.current = true;
    navigator.vibrate?.(8);
    recorder.start(true);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (!finger.current) return;
    const onward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    if ((finger.current.x - event.clientX) * onward < cancelPx) return;
    finger.current = undefined;
    recorder.cancel();
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    const held = finger.current;
    finger.current = undefined;
    if (!held) return;
    // While the browser asked for the microphone the finger had to go elsewhere.
    const isHold = event.timeStamp - held.atMs >= holdMs && status !== 'asking';
    if (isHold && isReady) recorder.send();
    else recorder.letGo();
  };
  return (
    <IconButton
      label={t(isReady ? 'media.sendVoice' : 'media.record')}
      isFilled
      className={styles.button ?? ''}
      data-recording={isReady || undefined}
      onClick={press}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => {
        finger.current = undefined;
        recorder.letGo();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {isReady && !recorder.isHeld ? <SendHorizontal size={20} data-mirrors="" /> : <Mic size={20} />}
    </IconButton>
  );
}
