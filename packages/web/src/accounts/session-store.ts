// Who is signed in, from the first look to the last sign-out. One client belongs to one person: after a sign-out there is a new one.
import { type Account, closeCodes, type MethodInput, type SignedIn } from '@parley/contract';
import { CallError, type Client, type OutboxStorage } from '@parley/sdk';

export type SessionState =
  | { status: 'starting' }
  | { status: 'unreachable' }
  /** `isEnded`: a sign-in that held is over, by another device or by its age. */
  | { status: 'signedOut'; isEnded: boolean }
  | { status: 'signedIn'; client: Client; account: Account; recoveryCodes: readonly string[] | undefined };

export type SessionPorts = {
  makeClient: (outboxStorage?: OutboxStorage) => Client;
  outboxStorageOf: (userId: string) => OutboxStorage;
  /** What this browser calls itself, for the list of devices. */
  device: string;
  /** Called when somebody is no longer signed in: what was kept of them is to be forgotten. */
  forget: (userId: string) => void;
};

type Input<Id extends 'accounts.signIn' | 'accounts.signUp' | 'accounts.recover' | 'demo.signIn'> = Omit<
  MethodInput<Id>,
  'session' | 'device'
>;

function endsSession(code: number): boolean {
  return code === closeCodes.unauthenticated || code === closeCodes.signedOut;
}

/** Keeps the session; tells listeners when it changed. */
export class SessionStore {
  #state: SessionState = { status: 'starting' };
  #client: Client;
  #stopWatching: (() => void) | undefined;
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

  /** Asks the server who I am. */
  async start(): Promise<void> {
    this.#set({ status: 'starting' });
    try {
      this.#enter(await this.#client.call('accounts.me', {}));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const isStranger = error.kind === 'refused' && error.refusal.code === 'unauthenticated';
      this.#set(isStranger ? { status: 'signedOut', isEnded: false } : { status: 'unreachable' });
    }
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
    if (this.#state.status === 'signedIn') this.#set({ ...this.#state, account });
  }

  /** Asks again who I am, after something of it changed elsewhere. */
  async refreshAccount(): Promise<void> {
    const client = this.#client;
    try {
      const account = await client.call('accounts.me', {});
      if (client === this.#client) this.setAccount(account);
    } catch (error) {
      // What is shown stays; the connection's own bar says that there is none, and its end is told by `stopped`.
      if (!(error instanceof CallError)) throw error;
    }
  }

  /** Nobody is signed in here any more; the server knows already. */
  leave({ isEnded = false }: { isEnded?: boolean } = {}): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#client.close();
    if (this.#state.status === 'signedIn' && !isEnded) this.#ports.forget(this.#state.account.person.id);
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
    const client = this.#ports.makeClient(this.#ports.outboxStorageOf(account.person.id));
    this.#client = client;
    this.#set({ status: 'signedIn', client, account, recoveryCodes });
    this.#stopWatching = this.#watch(client);
    client.connect();
  }

  #watch(client: Client): () => void {
    const stopState = client.subscribe(() => {
      const { connection } = client;
      if (connection.status === 'stopped' && endsSession(connection.code)) this.leave({ isEnded: true });
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
