/** On one's own machine there is no certificate. */
const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');

/** Reads an operator's list, as in `https://videos.example, https://m.videos.example`. Throws a sentence that names what is not right. */
export function parseShareOrigins(list: string): string[] {
  const named = list.split(',').flatMap((one) => one.trim() || []);
  return named.map((one) => {
    const url = URL.canParse(one) ? new URL(one) : undefined;
    if (!url || (url.protocol !== 'https:' && !isLocal(url)) || `${url.origin}/` !== url.href) {
      throw new Error(`PARLEY_SHARE_ORIGINS: ${one} is no origin such as https://videos.example`);
    }
    return url.origin;
  });
}
