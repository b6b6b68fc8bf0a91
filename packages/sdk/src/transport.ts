// The only door to the network: one function for a call over HTTP, one that opens a socket. Tests put their own here.

/** What a socket tells. After `onClose` nothing more comes. */
export type SocketEvents = {
  onOpen(): void;
  onText(text: string): void;
  /** `code` as in the WebSocket standard; 1006 when there was no proper end. */
  onClose(code: number): void;
};

/** An open or opening socket. */
export type Socket = {
  send(text: string): void;
  /** Ends it; `onClose` may come late or never. */
  close(): void;
};

/** A call over HTTP. `token` goes into the `Authorization` header; without one, the browser's cookie speaks. */
export type PostRequest = {
  readonly url: string;
  readonly body: string;
  readonly token: string | undefined;
  readonly timeoutMs: number;
};

/** Bytes on their way up. `token` as of a call; nothing but `signal` ends it: how long it takes nobody knows. */
export type UploadRequest = {
  readonly url: string;
  readonly body: Blob;
  readonly token: string | undefined;
  readonly onProgress: ((sentBytes: number, allBytes: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
};

/** How bytes travel. */
export type Transport = {
  /** Rejects only when no answer came. */
  post(request: PostRequest): Promise<{ readonly status: number; readonly text: string }>;
  /** Rejects only when no answer came. Without it nothing can be uploaded. */
  upload?(request: UploadRequest): Promise<{ readonly status: number; readonly text: string }>;
  openSocket(url: string, events: SocketEvents): Socket;
  /** Tells that the network may be back, or that the page is seen again. Returns how to stop. */
  onWake(wake: () => void): () => void;
};

/** `fetch` and `WebSocket` of the browser or of Node. */
export const webTransport: Transport = {
  async post({ url, body, token, timeoutMs }) {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', body, headers, credentials: 'same-origin', signal });
    return { status: response.status, text: await response.text() };
  },

  upload(request) {
    const { XMLHttpRequest: Xhr } = globalThis as { XMLHttpRequest?: new () => XhrLike };
    return Xhr === undefined ? uploadByFetch(request) : uploadByXhr(new Xhr(), request);
  },

  openSocket(url, { onOpen, onText, onClose }) {
    const socket = new WebSocket(url);
    socket.addEventListener('open', onOpen);
    socket.addEventListener('message', ({ data }) => onText(String(data)));
    // An 'error' is always followed by 'close', which says as much.
    socket.addEventListener('close', ({ code }) => onClose(code));
    return { send: (text) => socket.send(text), close: () => socket.close() };
  },

  onWake(wake) {
    // Node has neither event; browsers have both.
    const page = globalThis as Partial<EventTarget> & { document?: EventTarget };
    page.addEventListener?.('online', wake);
    page.document?.addEventListener('visibilitychange', wake);
    return () => {
      page.removeEventListener?.('online', wake);
      page.document?.removeEventListener('visibilitychange', wake);
    };
  },
};

/** Node, which tells nothing of what has left. */
async function uploadByFetch({ url, body, token, onProgress, signal }: UploadRequest) {
  const headers = { 'content-type': 'application/octet-stream', ...bearer(token) };
  const response = await fetch(url, {
    ...{ method: 'POST', body, headers, credentials: 'same-origin' },
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  onProgress?.(body.size, body.size);
  return { status: response.status, text };
}

/** What is used of a browser's XMLHttpRequest; the SDK is made without a browser's types. */
type XhrLike = {
  readonly status: number;
  readonly responseText: string;
  readonly upload: {
    addEventListener(type: 'progress', listener: (event: { loaded: number; total: number }) => void): void;
  };
  open(verb: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  addEventListener(type: 'load' | 'error' | 'abort' | 'loadend', listener: () => void): void;
  send(body: Blob): void;
  abort(): void;
};

/** Browsers: `fetch` does not tell how much has left. */
function uploadByXhr(request: XhrLike, { url, body, token, onProgress, signal }: UploadRequest) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const abort = (): void => request.abort();
  request.open('POST', url);
  for (const [name, value] of Object.entries(bearer(token))) request.setRequestHeader(name, value);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total));
  request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }));
  request.addEventListener('error', () => reject(new Error('no answer came')));
  request.addEventListener('abort', () => reject(new Error('it was stopped')));
  request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort));
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) reject(new Error('it was stopped'));
  else request.send(body);
  return promise;
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };
