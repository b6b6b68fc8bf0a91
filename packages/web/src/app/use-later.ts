import { useEffect, useState } from 'react';
import { loadLaterWords } from '../i18n/index.ts';
import { patiently } from './patiently.ts';

/** Code of hooks and menus that comes, with its words, after the page that offers it stands. */
export function useLater<Value>(load: () => Promise<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    let isOver = false;
    void patiently(() => Promise.all([load(), loadLaterWords()])).then(([loaded]) => {
      if (!isOver) setValue(() => loaded);
    });
    return () => {
      isOver = true;
    };
  }, [load]);
  return value;
}
