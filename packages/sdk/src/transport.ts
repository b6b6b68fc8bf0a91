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

/** How bytes travel. */
export type Transport = {
  /** Rejects only when no answer came. */
  post(request: PostRequest): Promise<{ readonly status: number; readonly text: string }>;
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
