// What one does with media: sends, records, looks at.
import type { Attachment, Refusal } from '@parley/contract';
import { Composer, type ComposerExtras } from '../conversations/index.ts';
import {
  AttachButton,
  DropZone,
  keepSource,
  NudgeDialog,
  type Parcel,
  RecordBar,
  type Recorded,
  Tray,
  Viewer,
  VoiceButton,
} from '../media/index.ts';
import { StickerGrid, type StickersState } from '../stickers/index.ts';
import { InPlace } from '../ui/in-place.ts';
import styles from './BasicStates.module.css';
import { Doing } from './Doing.tsx';
import { ada, at, noRelation, profile } from './fixtures.ts';
import { photo, pictureOf, skiesOf, stickerOf, video } from './media.ts';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const limit: Refusal = { code: 'media_not_usable', sentence: 'This cannot be used.', retry: 'no' };
const bytes = new Blob(['x'.repeat(48_000)]);

const parcel = (id: string, kind: Parcel['kind'], name: string, how: object): Parcel =>
  ({ id, kind, name, bytes, facts: {}, ...how }) as Parcel;
const there = (attachment: Attachment) => ({ status: 'uploaded', attachment });

const tray = [
  parcel('1', 'photo', 'boat.jpg', there(photo('morning'))),
  parcel('2', 'photo', 'sea.jpg', there(photo('noon'))),
  parcel('3', 'video', 'film.mp4', there(video('evening'))),
  parcel('4', 'file', 'Harbour map 1962.pdf', { status: 'uploading' }),
];
const troubled = [
  parcel('5', 'photo', 'IMG_0001.HEIC', { status: 'refused', problem: { kind: 'undrawable' } }),
  parcel('6', 'file', 'everything.zip', {
    status: 'refused',
    problem: { kind: 'too_large', maxBytes: 100 * 1024 * 1024 },
  }),
];
keepSource('7', { url: pictureOf(photo('evening').id) ?? '' });
const cut = [
  parcel('7', 'photo', 'boat.jpg', { status: 'failed', refusal: limit, isCutOff: true }),
  parcel('8', 'file', 'map.pdf', { status: 'refused', problem: limit }),
];
const trays: [string, Parcel[]][] = [
  ['to be sent', tray],
  ['to be sent, refused', troubled],
  ['to be sent, cut off', cut],
];

const levels = Array.from({ length: 74 }, (_, index) => 0.5 + 0.45 * Math.sin(index * 1.7) * Math.cos(index / 5));
const recorded = (state: Recorded['state'], isHeld = false): Recorded => ({
  ...{ state, levels: state.status === 'recording' ? levels : [], isHeld },
  ...{ start: nothing, letGo: nothing, cancel: nothing, send: nothing },
});
const recording = { status: 'recording', startedAtMs: 0 } as const;
const full = { status: 'full', recording: { bytes, durationMs: 60_000, waveform: '' } } as const;
const voices: Recorded[] = [
  recorded({ status: 'off' }),
  recorded({ status: 'asking' }),
  recorded(recording),
  recorded(recording, true),
  recorded(full),
  ...(['denied', 'none', 'insecure', 'failed'] as const).map((why) => recorded({ status: 'refused', why })),
];

function Writing({ parcels = [], voice }: { parcels?: Parcel[]; voice?: Recorded }) {
  const recorder = voice ?? recorded({ status: 'off' });
  const extras: ComposerExtras = {
    attach: <AttachButton onPick={nothing} />,
    tray: parcels.length > 0 && <Tray parcels={parcels} onRemove={nothing} onRetry={nothing} onAsFile={nothing} />,
    hasLoad: parcels.some(({ status }) => status !== 'refused'),
    voice: parcels.length === 0 && <VoiceButton recorder={recorder} />,
    instead: recorder.state.status !== 'off' && <RecordBar recorder={recorder} />,
    onSticker: nothing,
    onFiles: nothing,
    asks: () => false,
  };
  return (
    <Composer
      {...{ name: 'Ada', draft: '', doesEnterSend: true, hasFocus: false, extras }}
      {...{ onDraft: nothing, onTyping: nothing, onSend: nothing }}
    />
  );
}

const stickerOfList = (id: string) => ({ ...stickerOf(id), label: id });
const blobs = ['wave', 'love', 'laugh', 'cry', 'wow', 'party', 'cool', 'hug'].map((id) => stickerOfList(`blob-${id}`));
const own = ['good-morning', 'at-sea'].map(stickerOfList);
const stickerStates: [string, StickersState][] = [
  [
    'open',
    {
      status: 'ready',
      packs: [
        { id: 'blobs', name: 'Blobs', stickers: blobs },
        { id: 'own', name: 'Own', stickers: own },
      ],
    },
  ],
  ['none', { status: 'ready', packs: [] }],
  ['loading', { status: 'loading' }],
  ['failed', { status: 'failed' }],
];
const stranger = { scene: { answers: { 'people.profile': profile(ada, { relation: noRelation }) } } };

export function MediaToolStates() {
  return (
    <>
      {trays.map(([title, parcels]) => (
        <Specimen key={title} title={title}>
          <Writing parcels={parcels} />
        </Specimen>
      ))}
      <Specimen title="what one may attach" isScreen>
        <InPlace value>
          <Doing steps={[{ press: '[aria-haspopup="menu"]' }]}>
            <div className={styles.foot}>
              <Writing />
            </div>
          </Doing>
        </InPlace>
      </Specimen>
      <Specimen title="recording">
        {voices.map((voice, index) => (
          <Writing key={index} voice={voice} />
        ))}
      </Specimen>
      <Specimen title="recording, right to left" dir="rtl">
        {voices.slice(2, 6).map((voice, index) => (
          <Writing key={index} voice={voice} />
        ))}
        <Writing parcels={tray} />
      </Specimen>
      <Specimen title="files held over a conversation">
        <div className={styles.panel}>
          <DropZone name="Ada" />
        </div>
      </Specimen>
      <Specimen title="files held over a request">
        <div className={styles.panel}>
          <DropZone name="Ada" reason="Until Ada accepts, you can only send text." />
        </div>
      </Specimen>
      {(['card', 'phone', 'address'] as const).map((kind) => (
        <Specimen key={kind} title={`asking before sending, ${kind}`} {...stranger}>
          <InPlace value>
            <NudgeDialog kind={kind} person={ada} onSend={nothing} onClose={nothing} />
          </InPlace>
        </Specimen>
      ))}
      {stickerStates.map(([title, state]) => (
        <Specimen key={title} title={`sticker picker, ${title}`}>
          <div className={styles.panel}>
            <StickerGrid state={state} onPick={nothing} onRetry={nothing} />
          </div>
        </Specimen>
      ))}
      <Specimen title="photos over the screen">
        <InPlace value>
          <Viewer
            attachments={skiesOf(3)}
            at={1}
            caption="The one with the white hull"
            sentAtMs={Date.parse(at(0))}
            onClose={nothing}
          />
        </InPlace>
      </Specimen>
    </>
  );
}
