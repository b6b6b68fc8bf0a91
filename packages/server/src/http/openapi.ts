// OpenAPI 3.1 made from the contract; nothing in it is written twice.
import { commonRefusals, methods, refusalRows, type Method, type RefusalCode } from '@parley/contract';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** The document that `/v1/openapi.json` serves. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'Every method is a POST with a JSON body. Refusals carry a code, a sentence and whether to try again.',
    },
    paths: Object.fromEntries(methods.map((method) => [`/v1/${method.id}`, { post: operation(method) }])),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Refusal: schemaOf('Refusal') },
    },
  };
}

function operation(method: Method): Json {
  const refusals = [...new Set([...method.refusals, ...commonRefusals])];
  return {
    operationId: method.id,
    summary: method.purpose,
    tags: [method.id.split('.')[0]],
    ...(method.auth === 'user' ? { security: [{ bearer: [] }] } : {}),
    requestBody: {
      required: true,
      content: json(z.toJSONSchema(method.input, { io: 'input', target: 'draft-2020-12' })),
    },
    responses: {
      '200': {
        description: 'Done.',
        content: json(z.toJSONSchema(method.output, { io: 'output', target: 'draft-2020-12' })),
      },
      ...refusalResponses(refusals),
    },
  };
}

/** One response a status, naming every code that comes with it. */
function refusalResponses(codes: readonly RefusalCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => String(refusalRows[code].status));
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      {
        description: own.map((code) => `\`${code}\`: ${refusalRows[code].sentence}`).join(' '),
        content: json({
          type: 'object',
          required: ['refusal'],
          properties: { refusal: { $ref: '#/components/schemas/Refusal' } },
        }),
      },
    ]),
  );
}

const json = (schema: unknown): Json => ({ 'application/json': { schema } });

function schemaOf(id: string): unknown {
  const { [id]: schema } = z.toJSONSchema(z.globalRegistry, {
    target: 'draft-2020-12',
    uri: (name) => `#/components/schemas/${name}`,
  }).schemas;
  return schema;
}
