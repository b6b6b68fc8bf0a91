// The API reference, made from the contract.
import {
  clientFrame,
  closeCodes,
  commonRefusals,
  limits,
  type Method,
  mediaRoutes,
  methods,
  protocolVersion,
  refusalRows,
  serverFrame,
  shouldReconnect,
  uploaded,
  uploadFacts,
} from '@parley/contract';
import { z } from 'zod';
import { printSchema, type Schema } from './print-schema.ts';

const toSchema = (type: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $defs: _, ...schema } = z.toJSONSchema(type, { io, target: 'draft-2020-12', reused: 'inline' }) as Schema & {
    $defs?: unknown;
  };
  return schema;
};

const block = (text: string): string => `\`\`\`\n${text}\n\`\`\``;

/** The whole page as Markdown. */
export function referencePage(): string {
  return [
    '# API reference',
    '',
    'Made from `packages/contract` by `node tools/reference/main.ts`; a test fails when it is not up to date. The same as',
    'OpenAPI 3.1 is served at `/v1/openapi.json`.',
    '',
    'Every method is a `POST /v1/<method>` with a JSON body, or a `call` frame on the socket. Answers are `200` with the output, or',
    'the status of the refusal with `{ "refusal": Refusal }`. Times are ISO 8601 in UTC; unknown fields are refused.',
    `Bodies and frames have at most ${limits.requestBytesMax} bytes. Any method may be refused with: ${commonRefusals.map((code) => `\`${code}\``).join(', ')}.`,
    '',
    '## Methods',
    ...methods.flatMap((method) => methodSection(method)),
    ...mediaSection(),
    ...shapes(),
    ...socket(),
    ...refusals(),
    ...limitRows(),
    '',
  ].join('\n');
}

function methodSection(method: Method): string[] {
  const who = method.auth === 'anyone' ? 'Anyone' : 'Signed in';
  const where = method.httpOnly ? ' Over HTTP alone.' : '';
  const refused = method.refusals.map((code) => `\`${code}\``).join(', ');
  return [
    '',
    `### ${method.id}`,
    '',
    `${method.purpose} ${who}.${where}${refused ? ` Refusals: ${refused}.` : ''}`,
    '',
    block(
      `input  ${printSchema(toSchema(method.input, 'input'), '')}\noutput ${printSchema(toSchema(method.output, 'output'), '')}`,
    ),
  ];
}

function mediaSection(): string[] {
  return [
    '',
    '## Media',
    '',
    'Bytes travel by routes that are no methods: what is uploaded is the whole body, whatever its type, and its facts stand in the address.',
    'What is read has the headers `accept-ranges`, `etag` and `content-disposition`, and may be asked for in one range.',
    ...mediaRoutes.flatMap(({ verb, path, purpose, refusals: own }) => [
      '',
      `### ${verb.toUpperCase()} ${path}`,
      '',
      `${purpose} Signed in. Refusals: ${own.map((code) => `\`${code}\``).join(', ')}.`,
    ]),
    '',
    block(
      `query  ${printSchema(toSchema(uploadFacts, 'output'))}\noutput ${printSchema(toSchema(uploaded, 'output'))}`,
    ),
  ];
}

/** Every shape that has a name of its own. */
function shapes(): string[] {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io: 'output', target: 'draft-2020-12', uri: (id) => id });
  const names = Object.keys(schemas).sort();
  return [
    '',
    '## Shapes',
    ...names.flatMap((name) => {
      const schema = schemas[name] as Schema & { description?: string };
      return [
        '',
        `### ${name}`,
        '',
        ...(schema.description ? [schema.description, ''] : []),
        block(printSchema(schema)),
      ];
    }),
  ];
}

function socket(): string[] {
  return [
    '',
    '## The socket',
    '',
    `\`/v1/socket\`, protocol ${protocolVersion}, JSON text frames. First the client says \`hello\`: programs with their token, browsers without (they are known by`,
    'their cookie). After `welcome` every change of the inbox arrives as an `update`.',
    '',
    'What a client may say:',
    '',
    block(printChoices(toSchema(clientFrame, 'input'))),
    '',
    'What the server may say:',
    '',
    block(printChoices(toSchema(serverFrame, 'output'))),
    '',
    '| close code | | come back |',
    '|---|---|---|',
    ...Object.entries(closeCodes).map(
      ([name, code]) => `| ${code} | ${name} | ${shouldReconnect(code) ? 'yes' : 'no'} |`,
    ),
  ];
}

const printChoices = (schema: Schema): string =>
  (schema.oneOf ?? schema.anyOf ?? [schema]).map((choice) => printSchema(choice)).join('\n');

function refusals(): string[] {
  return [
    '',
    '## Refusals',
    '',
    '| code | status | try again | sentence |',
    '|---|---|---|---|',
    ...Object.entries(refusalRows).map(
      ([code, row]) => `| \`${code}\` | ${row.status} | ${row.retry} | ${row.sentence} |`,
    ),
  ];
}

function limitRows(): string[] {
  return [
    '',
    '## Limits',
    '',
    '| name | value |',
    '|---|---|',
    ...Object.entries(limits).map(([name, value]) => `| ${name} | ${value} |`),
  ];
}
