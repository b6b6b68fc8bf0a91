import { createClient, type Transport, webTransport } from '@parley/sdk';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionStore } from './accounts/index.ts';
import { App } from './app/App.tsx';
import { calm } from './app/calm.ts';
import { watchInstallOffer } from './app/install.ts';
import { patiently } from './app/patiently.ts';
import { watchHistory } from './app/use-back.ts';
import { takeEarlyAccount } from './early.ts';
import { startLanguage } from './i18n/index.ts';
import { forgetPerson, keepAccount, readKeptAccount, reportStorage, storesOf } from './local/index.ts';
import './styles/tokens.css';
import './styles/base.css';

const words = startLanguage();
watchHistory();
watchInstallOffer();

/** Who is here was asked before any of this was there. */
const transport: Transport = {
  ...webTransport,
  post: (request) =>
    (request.url.endsWith('/v1/accounts.me') ? takeEarlyAccount() : undefined) ?? webTransport.post(request),
};
const session = new SessionStore({
  makeClient: (stores) => createClient({ ...stores, transport, keepFailed: reportStorage }),
  storesOf,
  readAccount: readKeptAccount,
  keepAccount,
  device: navigator.userAgent,
  forget: forgetPerson,
});
if (location.pathname !== '/gallery') void session.start();
if (import.meta.env.MODE === 'production')
  void calm().then(async () => (await patiently(() => import('./app/updates.ts'))).startUpdates());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// The words and the session are fetched at the same time; without words there is nothing to show, and hardly more before it is known who is here.
await Promise.all([words, location.pathname === '/gallery' ? undefined : session.started()]);
// As a transition the first page is drawn in pieces, between which a phone can scroll and tap.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  ),
);
