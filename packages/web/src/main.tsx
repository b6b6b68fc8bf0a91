import { createClient } from '@parley/sdk';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { outboxStorageOf, SessionStore } from './accounts/index.ts';
import { App } from './app/App.tsx';
import { forgetKept } from './app/storage.ts';
import { watchHistory } from './app/use-back.ts';
import { startLanguage } from './i18n/index.ts';
import './styles/tokens.css';
import './styles/base.css';

const words = startLanguage();
watchHistory();

const session = new SessionStore({
  makeClient: (outboxStorage) => createClient(outboxStorage ? { outboxStorage } : {}),
  outboxStorageOf,
  device: navigator.userAgent,
  forget: (userId) => {
    forgetKept(`draft.${userId}`);
    forgetKept(`outbox.${userId}`);
    forgetKept(`emoji.${userId}`);
  },
});
if (location.pathname !== '/gallery') void session.start();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// The words and the session are fetched at the same time; without words there is nothing to show.
await words;
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
