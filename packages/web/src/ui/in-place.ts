import { createContext } from 'react';

/** Where a dialog or a menu is looked at rather than answered: it stands in its place and takes no focus. */
export const InPlace = createContext(false);
