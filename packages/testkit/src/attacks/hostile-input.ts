// Input for a method, made from its own schema: right but for what an attacker changed in it. It is JSON text, because the worst cannot be
// said by a JavaScript value.
import type { Method } from '@parley/contract';
import fc from 'fast-check';
import { z } from 'zod';

/** Stands in a value for JSON text that is written as it is. */
class Raw {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

const raw = (json: string): Raw => new Raw(json);

const operators = ['{"$gt":""}', '{"$ne":null}', '{"$regex":".*"}', '{"$where":"sleep(1e4)"}', '["$gt",""]'];
const pollution = [
  '{"__proto__":{"isPolluted":true}}',
  '{"constructor":{"prototype":{"isPolluted":true}}}',
  '{"prototype":{"isPolluted":true}}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3,"then":4,"length":5}',
];
const numbers = [
  ...['NaN', 'Infinity', '-Infinity', '1e999', '-1e999', '-0', '0x10', '01', '1.5', '1e-7', '-1', '2147483648'],
  ...['9007199254740992', '9007199254740993', '9223372036854775808', `1${'0'.repeat(400)}`, `0.${'1'.repeat(400)}`],
];
const injections = [
  ...[
    "' or 1=1 --",
    "'; drop table users; --",
    '$1',
    '${7*7}',
    '{{7*7}}',
    '%',
    '_',
    '\\',
    "\\'",
    '%00',
    '../../etc/passwd',
  ],
  ...['\u0000', 'a\u0000b', '\u001b[31m', '\r\nSet-Cookie: a=b', '\u202e', '\ufeff', '\uffff', '\u2028', '@', ' ', ''],
  ...['9223372036854775807', '9223372036854775808', '4611686018427387904', '00', '-1', '1e3', '٣', '１２'],
  ...[
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{00000000-0000-0000-0000-000000000000}',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '0000000100000000000000000002ffff',
    'urn:uuid:00000000-0000-0001-0000-000000000002',
  ],
  ...['2026-02-30', '0000-01-01', '+275760-09-13', 'now()', 'a@b.co\nbcc:c@d.co', `a${'\u0301'.repeat(10_000)}`],
  ...['x'.repeat(70_000), '👩‍👩‍👧‍👦'.repeat(3_000)],
].map((text) => JSON.stringify(text));
const surrogates = ['"\\ud800"', '"a\\udc00b"', '"\\udc00\\ud800"', '"\\u0000"', '"\\uD83D\\uDE00"', '"\\x00"', '"\t"'];
const shapes = [
  ...[
    'null',
    'true',
    'false',
    '[]',
    '{}',
    '[[]]',
    '[null]',
    '""',
    '',
    'undefined',
    "'a'",
    '[1,]',
    '{"a":1,}',
    '{,}',
    '/**/1',
  ],
  ...['['.repeat(10_000) + ']'.repeat(10_000), '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), '['.repeat(100_000)],
  `[${'0,'.repeat(50_000)}0]`,
  `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  `{"${'k'.repeat(50_000)}":1}`,
];

const hostile = fc.constantFrom(
  ...[operators, pollution, numbers, injections, surrogates, shapes].flat().map((json) => raw(json)),
);

/** Cursors as we make them, but for what they say. */
export const hostileCursors: readonly string[] = [
  ...['null', '[]', '{}', '"x"', '1', '[1]', '[null,null]', '[{"$gt":""},"1"]', '[[],[]]', '[-1,"1"]', '[1e999,"1"]'],
  ...['[8640000000000000,"1"]', '[-8640000000000000,"1"]', '[8640000000000001,"1"]', '[1.5,"1"]', '[-0,"1"]'],
  ...[
    '[253402300800000,"1"]',
    '[-62167219200001,"1"]',
    '[9007199254740991,"9223372036854775808"]',
    '[0,"4611686018427387904"]',
  ],
  ...['[1,"00000000-0000-0000-0000-000000000000"]', '[9007199254740991,"ffffffff-ffff-ffff-ffff-ffffffffffff"]'],
  ...['[-9007199254740991,"00000000-0000-0001-0000-000000000002"]', '[1e308,"00000000-0000-0001-0000-000000000002"]'],
  ...[
    '[1,"\' or 1=1 --"]',
    '[1,"\\u0000"]',
    '[1,"\\ud800"]',
    '[1e21]',
    '[-5]',
    '[999999999999]',
    '{"length":2}',
    '[',
    '\ud800',
  ],
]
  .map((json) => Buffer.from(json).toString('base64url'))
  .concat(['%00', '=', '!!!', 'a'.repeat(200)]);

/** What ids in otherwise right input are taken from, by the name that the contract gives to their kind. */
export type Ids = Record<'UserId' | 'ConversationId', readonly string[]>;

type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
};

/** JSON text for a method: mostly right input in which one place is hostile. */
export function hostileInputs(method: Method, ids: Ids): fc.Arbitrary<string> {
  const right = rightInputs(method, ids);
  return fc
    .tuple(right, hostile, fc.nat(), fc.constantFrom('replace', 'add', 'wrap', 'double'))
    .map(([input, bad, place, how]) => spoil(input, { bad, place, how }));
}

/** Input that a method's schema takes. */
export function rightInputs(method: Method, ids: Ids): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(method.input, { io: 'input', target: 'draft-2020-12' }) as Schema;
  return rightValue(root, { ids, defs: root.$defs ?? {} });
}

function rightValue(schema: Schema, from: { ids: Ids; defs: Record<string, Schema> }): fc.Arbitrary<unknown> {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) {
    const known = (from.ids as Partial<Record<string, readonly string[]>>)[name];
    return known ? fc.constantFrom(...known) : rightValue(from.defs[name] ?? {}, from);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((one) => rightValue(one, from)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, rightValue(inner, from)]);
      return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: schema.required ?? [],
        noNullPrototype: true,
      });
    }
    case 'array':
      return fc.array(rightValue(schema.items ?? {}, from), { minLength: 1, maxLength: 3 });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 100, 100) });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return rightText(schema);
    case undefined:
    default:
      return fc.constant(null);
  }
}

function rightText({ format, pattern, minLength = 0 }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('1995-05-05', '2012-01-01');
  if (format === 'date-time') return fc.constantFrom('2026-01-01T00:00:00.000Z', '1970-01-01T00:00:00Z');
  if (format === 'email') return fc.constantFrom('somebody@example.com');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: 64 });
  return fc.string({ minLength: Math.max(1, minLength), maxLength: minLength + 20 });
}

type Spoiling = { bad: Raw; place: number; how: 'replace' | 'add' | 'wrap' | 'double' };

/** Puts what is bad at one place of the input. */
function spoil(input: unknown, { bad, place, how }: Spoiling): string {
  const places = placesIn(input);
  const path = places[place % places.length] ?? [];
  if (how === 'double')
    return toJson(input).replace(/^\{"(\w+)":/, (start, key) => `{"${key}":${bad.json},${start.slice(1)}`);
  return toJson(
    replaceAt(input, path, (old) => {
      if (how === 'wrap') return [old, bad];
      return how === 'add' && typeof old === 'object' && old !== null ? { ...old, unknown: bad } : bad;
    }),
  );
}

type Path = readonly string[];

const placesIn = (value: unknown): Path[] =>
  typeof value !== 'object' || value === null
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner).map((path) => [key, ...path]))];

function replaceAt(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const entries = Object.entries(value as object).map(([own, inner]) =>
    own === key ? [own, replaceAt(inner, rest, change)] : [own, inner],
  );
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function toJson(value: unknown): string {
  if (value instanceof Raw) return value.json;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${toJson(inner)}`)
    .join(',')}}`;
}
