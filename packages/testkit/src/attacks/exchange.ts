// An answer as it goes over the wire, so that two answers can be compared to the byte.

export type Exchange = { status: number; headers: Record<string, string>; text: string };

type Asked = { token?: string | undefined; body?: unknown; text?: string; headers?: Record<string, string> };

/** Calls a method of a server; `text` is sent as it is, otherwise `body` as JSON. */
export async function exchange(port: number, method: string, asked: Asked = {}): Promise<Exchange> {
  const { token, body = {}, text = JSON.stringify(body), headers = {} } = asked;
  const response = await fetch(`http://localhost:${port}/v1/${method}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  return toExchange(response);
}

/** The answer without the one header that differs from moment to moment. */
export async function toExchange(response: Response): Promise<Exchange> {
  const { date: _, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, text: await response.text() };
}
