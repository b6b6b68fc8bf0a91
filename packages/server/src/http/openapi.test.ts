// The document that other people's tools read: complete, and of one piece.
import { commonRefusals, mediaRoutes, methods, refusalRows } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';

type Json = { [key: string]: unknown };
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: Json[];
  requestBody: { required: boolean; content: { 'application/json': { schema: Json } } };
  responses: Record<string, { description: string; content: { 'application/json': { schema: Json } } }>;
};

// As a tool gets it: through JSON.
const document = JSON.parse(JSON.stringify(openApiDocument())) as Json & {
  paths: Record<string, { post: Operation }>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
};

/** Every `$ref` below a value, with the value that its `#` means: a schema with an `$schema` of its own is a document of its own. */
function* refsIn(value: unknown, root: Json): Generator<{ ref: string; root: Json }> {
  if (typeof value !== 'object' || value === null) return;
  const own = '$schema' in value ? (value as Json) : root;
  if ('$ref' in value && typeof value.$ref === 'string') yield { ref: value.$ref, root: own };
  for (const inner of Object.values(value)) yield* refsIn(inner, own);
}

const resolve = (ref: string, root: Json): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Json | undefined)?.[part], root);

/** The schema of a body, where it is only named: what the name stands for. */
function opened(content: Operation['requestBody']['content'] | undefined): Json | undefined {
  const schema = content?.['application/json'].schema;
  return typeof schema?.['$ref'] === 'string' ? (resolve(schema['$ref'], document) as Json) : schema;
}

test('it is an OpenAPI 3.1 document with a title and a version', () => {
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1\.\d$/),
    info: { title: 'Parley', version: expect.any(String) },
  });
});

const methodPaths = methods.map((method) => `/v1/${method.id}`);

test('it lists every method once, as one POST, the routes of media, and nothing else', () => {
  expect(Object.keys(document.paths)).toEqual([...methodPaths, ...mediaRoutes.map(({ path }) => path)]);
  for (const path of methodPaths) expect(Object.keys(document.paths[path] ?? {})).toEqual(['post']);
  for (const { path, verb, id } of mediaRoutes) {
    expect(document.paths[path]).toEqual({ [verb]: expect.objectContaining({ operationId: id, tags: ['media'] }) });
  }
  const ids = methodPaths.map((path) => document.paths[path]?.post.operationId);
  expect(new Set(ids).size).toBe(methods.length);
});

test('every reference leads somewhere', () => {
  const refs = [...refsIn(document, document)];
  expect(refs.length).toBeGreaterThan(0);
  expect(refs.filter(({ ref, root }) => !ref.startsWith('#/') || resolve(ref, root) === undefined)).toEqual([]);
});

describe.each(methods)('$id', (method) => {
  const operation = document.paths[`/v1/${method.id}`]?.post as Operation;

  test('says what it does, who may call it, and takes and gives JSON', () => {
    expect(operation).toMatchObject({
      summary: method.purpose,
      tags: [method.id.split('.')[0]],
      requestBody: { required: true },
    });
    expect(operation.security).toEqual(method.auth === 'user' ? [{ bearer: [] }] : undefined);
    const [input, output] = [operation.requestBody, operation.responses['200']].map((body) => opened(body?.content));
    expect(input?.['type'] === 'object' || Array.isArray(input?.['anyOf'])).toBe(true);
    expect(output).toMatchObject({ type: 'object' });
  });

  test('names each refusal under its status, and no other', () => {
    const named = Object.entries(operation.responses).flatMap(([status, { description }]) =>
      [...description.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`),
    );
    const expected = [...method.refusals, ...commonRefusals].map((code) => `${refusalRows[code].status} ${code}`);
    expect(named.sort()).toEqual([...new Set(expected)].sort());
  });
});
