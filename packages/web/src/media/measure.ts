// How large a chosen picture or video is, by letting the browser look at it. What it sees is kept to be shown from here.
import { limits } from '@parley/contract';
import type { Facts, Problem } from './parcels.ts';
import { keepSource } from './sources.ts';

/** Some videos never answer; they are sent without what is not known. */
const videoMaxMs = 6_000;
const posterSideMax = limits.photoLargeSideMax;

export async function measurePhoto(id: string, bytes: Blob): Promise<Facts | Problem> {
  const url = URL.createObjectURL(bytes);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    // Its bytes are no picture that this browser knows.
    URL.revokeObjectURL(url);
    return { kind: 'undrawable' };
  }
  keepSource(id, { url });
  return { width: image.naturalWidth, height: image.naturalHeight };
}

/** A video that the browser cannot play is sent all the same: the other's may. */
export async function measureVideo(id: string, bytes: Blob): Promise<Facts> {
  const url = URL.createObjectURL(bytes);
  keepSource(id, { url });
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: url });
  let poster: Blob | undefined;
  try {
    await happens(video, 'loadeddata');
    // The very first picture is often black.
    video.currentTime = Math.min(0.5, video.duration / 4 || 0);
    await happens(video, 'seeked');
    poster = await posterOf(video);
    if (poster) keepSource(id, { url, poster: URL.createObjectURL(poster) });
  } catch {
    // Unknown to this browser, or too slow: it has no picture here.
  }
  const { videoWidth: width, videoHeight: height, duration } = video;
  video.removeAttribute('src');
  video.load();
  return {
    ...(width > 0 && height > 0 ? { width, height } : {}),
    ...(poster ? { poster } : {}),
    ...(Number.isFinite(duration) ? { durationMs: Math.max(1, Math.round(duration * 1_000)) } : {}),
  };
}

function happens(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const end = (settle: () => void) => () => {
      stop.abort();
      settle();
    };
    video.addEventListener(event, end(resolve), options);
    video.addEventListener('error', end(reject), options);
    setTimeout(end(reject), videoMaxMs);
  });
}

async function posterOf(video: HTMLVideoElement): Promise<Blob | undefined> {
  const scale = Math.min(1, posterSideMax / Math.max(video.videoWidth, video.videoHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
  return blob ?? undefined;
}
