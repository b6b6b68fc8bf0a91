// The real network of the client, made worse by a seed: sockets break, also right after something was sent, so that an answer is
// lost; updates vanish or come twice.
import { type Socket, type Transport, webTransport } from '@parley/sdk';
import type { Random } from './random.ts';

export type LossyTransport = Transport & {
  /** From here on nothing goes wrong any more. */
  heal(): void;
  /** Breaks the open socket. */
  cut(): void;
};

const share = { cutAfterSend: 0.02, cutOnReceive: 0.01, lostUpdate: 0.04, doubledUpdate: 0.04 } as const;

export function createLossyTransport(random: Random): LossyTransport {
  let isHealed = false;
  let breakOpen: (() => void) | undefined;
  const happens = (part: number): boolean => !isHealed && random.chance(part);

  return {
    ...webTransport,
    heal: () => {
      isHealed = true;
    },
    cut: () => breakOpen?.(),
    openSocket: (url, events) => {
      let isBroken = false;
      const socket: Socket = webTransport.openSocket(url, {
        onOpen: () => isBroken || events.onOpen(),
        onClose: (code) => isBroken || events.onClose(code),
        onText: (text) => {
          if (isBroken) return;
          if (happens(share.cutOnReceive)) return broken();
          const isUpdate = text.startsWith('{"type":"update"');
          if (isUpdate && happens(share.lostUpdate)) return;
          events.onText(text);
          if (isUpdate && happens(share.doubledUpdate)) events.onText(text);
        },
      });
      const broken = (): void => {
        if (isBroken) return;
        isBroken = true;
        socket.close();
        events.onClose(1006);
      };
      breakOpen = broken;
      return {
        close: () => socket.close(),
        send: (text) => {
          if (isBroken) return;
          socket.send(text);
          if (happens(share.cutAfterSend)) setImmediate(broken);
        },
      };
    },
  };
}
