import type { Handlers } from '../api/index.ts';

type Deps = { shareOrigins: readonly string[] };

export const sharesHandlers = ({ shareOrigins }: Deps): Pick<Handlers, 'shares.listOrigins'> => ({
  'shares.listOrigins': () => Promise.resolve({ origins: [...shareOrigins] }),
});
