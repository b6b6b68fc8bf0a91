import { startTransition, useEffect, useState } from 'react';
import { draftsVersion, subscribeDrafts } from './drafts.ts';

/** Changes when some draft does. Whoever draws many of them follows when there is time: a key that is pressed comes first. */
export function useDraftsVersion(): number {
  const [version, setVersion] = useState(draftsVersion);
  useEffect(() => {
    const follow = () => startTransition(() => setVersion(draftsVersion()));
    follow();
    return subscribeDrafts(follow);
  }, []);
  return version;
}
