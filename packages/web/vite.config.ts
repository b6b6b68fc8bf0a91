import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressPlugin } from './compress-plugin.ts';
import { earlyModules, earlyPlugin } from './early-plugin.ts';
import { emojiWords } from './vite-emoji-words.ts';
import { workerPlugin } from './worker-plugin.ts';

const server = process.env['PARLEY_SERVER'] ?? 'http://localhost:3000';

// The server answers with a strict Content-Security-Policy: no inline script or style, no data: but for pictures. So nothing is inlined here,
// and the module-preload polyfill (an inline script) is off.
export default defineConfig({
  plugins: [react(), emojiWords(), workerPlugin(), earlyPlugin(), compressPlugin()],
  build: {
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first page needs is three files: what runs first, what rarely changes, and ours. What pages share is a fourth (the gallery shares with each).
          groups: [
            { name: 'early', test: earlyModules, priority: 1 },
            { name: 'vendor', test: /node_modules/, tags: ['$initial'] },
            { name: 'app', tags: ['$initial'] },
            { name: 'shared', minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/v1': { target: server, ws: true, changeOrigin: true } } },
});
