// Who is signed in, from the first look to the last sign-out. One client belongs to one person: after a sign-out there is a new one.
import { type Account, closeCodes, type MethodInput, type SignedIn } from '@parley/contract';
import { CallError, type Client, type Keep, type OutboxStorage } from '@parley/sdk';

export type SessionState =
  | { status: 'starting' }
  | { status: 'unreachable' }
  /** `isEnded`: a sign-in that held is over, by another device or by its age. */
  | { status: 'signedOut'; isEnded: boolean }
  | { status: 'signedIn'; client: Client; account: Account; recoveryCodes: readonly string[] | undefined };

type Stores = { outboxStorage: OutboxStorage; keep: Keep };

export type SessionPorts = {
  makeClient: (stores?: Stores) => Client;
  /** Where what a person's client keeps outlives it. */
  storesOf: (userId: string) => Stores;
  /** Who was signed in here last, as far as this browser knows. */
  readAccount: () => Account | undefined;
  keepAccount: (account: Account) => void;
  /** What this browser calls itself, for the list of devices. */
  device: string;
  /**
   * Called when somebody is no longer signed in: what was kept of them is to be forgotten. `isEnded`: they did not sign out here, so
   * what they wrote and did not send stays, for them alone.
   */
  forget: (userId: string, how: { isEnded: boolean }) => void;
};

type Input<Id extends 'accounts.signIn' | 'accounts.signUp' | 'accounts.recover' | 'demo.signIn'> = Omit<
  MethodInput<Id>,
  'session' | 'device'
>;

function endsSession(code: number): boolean {
  return code === closeCodes.unauthenticated || code === closeCodes.signedOut;
}

function isStranger(error: CallError): boolean {
  return error.kind === 'refused' && error.refusal.code === 'unauthenticated';
}

/** Keeps the session; tells listeners when it changed. */
export class SessionStore {
  #state: SessionState = { status: 'starting' };
  #client: Client;
  #stopWatching: (() => void) | undefined;
  /** Whether the server has said who is signed in, since this page was opened. */
  #isSure = false;
  readonly #listeners = new Set<() => void>();
  readonly #ports: SessionPorts;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#client = ports.makeClient();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** For calls that need no sign-in. */
  get client(): Client {
    return this.#client;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Goes on as who was signed in here last, at once; otherwise asks the server who I am. */
  async start(): Promise<void> {
    const kept = this.#ports.readAccount();
    if (kept === undefined) return this.#ask({ isEnded: false });
    this.#enter(kept);
    this.#isSure = false;
    await this.refreshAccount();
  }

  /** Settles once it is known who is signed in, if anybody, or that the server cannot be asked. */
  async started(): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = this.subscribe(() => look());
      const look = () => {
        if (this.#state.status === 'starting') return;
        stop();
        resolve();
      };
      look();
    });
  }

  /** Rejects with `CallError`, as do all that follow. */
  async signIn(input: Input<'accounts.signIn'>): Promise<void> {
    this.#enterWith(await this.#client.call('accounts.signIn', { ...input, ...this.#how }));
  }

  async signUp(input: Input<'accounts.signUp'>): Promise<void> {
    const answer = await this.#client.call('accounts.signUp', { ...input, ...this.#how });
    this.#enter(answer.account, answer.recoveryCodes);
  }

  async recover(input: Input<'accounts.recover'>): Promise<void> {
    this.#enterWith(await this.#client.call('accounts.recover', { ...input, ...this.#how }));
  }

  async signInToDemo(input: Input<'demo.signIn'>): Promise<void> {
    this.#enterWith(await this.#client.call('demo.signIn', { ...input, ...this.#how }));
  }

  async signOut(): Promise<void> {
    await this.#client.call('accounts.signOut', {});
    this.leave();
  }

  /** The recovery codes were kept by their owner, and are shown no more. */
  dropRecoveryCodes(): void {
    if (this.#state.status === 'signedIn') this.#set({ ...this.#state, recoveryCodes: undefined });
  }

  /** Something of my account changed here. */
  setAccount(account: Account): void {
    if (this.#state.status !== 'signedIn') return;
    this.#ports.keepAccount(account);
    this.#set({ ...this.#state, account });
  }

  /** Asks again who I am, after something of it changed elsewhere. */
  async refreshAccount(): Promise<void> {
    const client = this.#client;
    try {
      const account = await client.call('accounts.me', {});
      if (client !== this.#client || this.#state.status !== 'signedIn') return;
      if (this.#state.account.person.id === account.person.id) {
        this.#isSure = true;
        return this.setAccount(account);
      }
      this.leave({ isEnded: true });
      this.#enter(account);
    } catch (error) {
      // What is shown stays, and the connection's own bar says that there is none.
      if (!(error instanceof CallError)) throw error;
      if (client === this.#client && isStranger(error)) this.leave({ isEnded: true });
    }
  }

  /** Nobody is signed in here any more; the server knows already. */
  leave({ isEnded = false }: { isEnded?: boolean } = {}): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#client.close();
    if (this.#state.status === 'signedIn') this.#ports.forget(this.#state.account.person.id, { isEnded });
    this.#client = this.#ports.makeClient();
    this.#set({ status: 'signedOut', isEnded });
  }

  get #how(): { session: 'cookie'; device: string } {
    return { session: 'cookie', device: this.#ports.device.slice(0, 200) };
  }

  #enterWith({ account }: SignedIn): void {
    this.#enter(account);
  }

  #enter(account: Account, recoveryCodes?: readonly string[]): void {
    this.#stopWatching?.();
    this.#client.close();
    const client = this.#ports.makeClient(this.#ports.storesOf(account.person.id));
    this.#client = client;
    this.#isSure = true;
    this.#ports.keepAccount(account);
    this.#set({ status: 'signedIn', client, account, recoveryCodes });
    this.#stopWatching = this.#watch(client);
    client.connect();
  }

  /** Asks the server who I am. */
  async #ask({ isEnded }: { isEnded: boolean }): Promise<void> {
    this.#set({ status: 'starting' });
    const client = this.#client;
    try {
      const account = await client.call('accounts.me', {});
      if (client === this.#client) this.#enter(account);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (client !== this.#client) return;
      this.#set(isStranger(error) ? { status: 'signedOut', isEnded } : { status: 'unreachable' });
    }
  }

  #end(): void {
    const wasSure = this.#isSure;
    this.leave({ isEnded: true });
    // It was known from this browser alone: by now it may be somebody else who is signed in here.
    if (!wasSure) void this.#ask({ isEnded: true });
  }

  #watch(client: Client): () => void {
    let wasLive = false;
    const stopState = client.subscribe(() => {
      const { connection } = client;
      if (connection.status === 'stopped' && endsSession(connection.code)) this.#end();
      // What the account says may be as old as what was kept.
      else if (connection.status === 'live' && !wasLive && !this.#isSure) void this.refreshAccount();
      wasLive = connection.status === 'live';
    });
    const stopNotices = client.onNotice((notice) => {
      // A changed relation may be a follow request, which the account counts.
      if (notice.type === 'account.changed' || notice.type === 'relation.changed') void this.refreshAccount();
    });
    return () => {
      stopState();
      stopNotices();
    };
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
