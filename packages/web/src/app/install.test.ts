import { afterEach, expect, test, vi } from 'vitest';
import { install, installWay, watchInstallOffer } from './install.ts';

afterEach(() => vi.unstubAllGlobals());

test('OFF-3c installing is offered where the browser offers it, and once', async () => {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  vi.stubGlobal('navigator', {});
  watchInstallOffer();
  expect(installWay()).toBe('none');
  let asked = 0;
  window.dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: async () => void (asked += 1) }));
  expect(installWay()).toBe('offer');
  await install();
  expect([asked, installWay()]).toEqual([1, 'none']);
  vi.stubGlobal('navigator', { standalone: false });
  expect(installWay()).toBe('hand');
});
