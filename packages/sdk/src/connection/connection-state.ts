/**
 * Where the socket stands. `idle`: not asked to connect, or closed by the app. `connecting`: on the way, until the server's welcome.
 * `live`: changes arrive as they happen. `waiting`: comes back by itself at `retryAtMs` (milliseconds since 1970).
 * `stopped`: will not come back by itself; `code` is one of the contract's `closeCodes`, most often because one must sign in again.
 */
export type ConnectionState =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  | { readonly status: 'waiting'; readonly retryAtMs: number }
  | { readonly status: 'stopped'; readonly code: number };
