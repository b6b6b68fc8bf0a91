// OpenAPI 3.1 made from the contract; nothing in it is written twice.
import {
  commonRefusals,
  type MediaRoute,
  type Method,
  mediaRoutes,
  methods,
  type RefusalCode,
  refusal,
  refusalRows,
  uploaded,
  uploadFacts,
  variant,
} from '@parley/contract';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** The document that `/v1/openapi.json` serves. */
export function openApiDocument(): Json {
  const components = new Components();
  const refusalSchema = components.add(refusal, 'output');
  const operation = (method: Method): Json => ({
    operationId: method.id,
    summary: method.purpose,
    tags: [method.id.split('.')[0]],
    ...(method.auth === 'user' ? { security: [{ bearer: [] }] } : {}),
    requestBody: { required: true, content: json(components.add(method.input, 'input')) },
    responses: {
      '200': { description: 'Done.', content: json(components.add(method.output, 'output')) },
      ...refusalResponses([...method.refusals, ...commonRefusals], refusalSchema),
    },
  });
  const paths = Object.fromEntries(methods.map((method) => [`/v1/${method.id}`, { post: operation(method) }]));
  const media = mediaPaths(components, refusalSchema);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'Every method is a POST with a JSON body; photos, videos, files and voice notes have two addresses of their own. Refusals carry a code, a sentence and whether to try again.',
    },
    paths: { ...paths, ...media },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(components.schemas),
    },
  };
}

/** Shapes with a name of their own, each once for the whole document. */
class Components {
  readonly schemas = new Map<string, unknown>();

  /** The schema of a type, with its named parts moved among the components. */
  add(type: z.ZodType, io: 'input' | 'output'): unknown {
    const {
      $schema: _,
      $defs = {},
      ...schema
    } = pointToComponents(z.toJSONSchema(type, { io, target: 'draft-2020-12' }));
    for (const [name, part] of Object.entries($defs)) this.schemas.set(name, part);
    return schema;
  }
}

const pointToComponents = (schema: unknown): Json & { $defs?: Json } =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

/** One response a status, naming every code that comes with it. */
function refusalResponses(codes: readonly RefusalCode[], schema: unknown): Json {
  const byStatus = Map.groupBy(new Set(codes), (code) => String(refusalRows[code].status));
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      {
        description: own.map((code) => `\`${code}\`: ${refusalRows[code].sentence}`).join(' '),
        content: json({ type: 'object', required: ['refusal'], properties: { refusal: schema } }),
      },
    ]),
  );
}

const json = (schema: unknown): Json => ({ 'application/json': { schema } });

const bytes: Json = { '*/*': { schema: { type: 'string', format: 'binary' } } };

/** The routes that are no methods: bytes in, bytes out. */
function mediaPaths(components: Components, refusalSchema: unknown): Json {
  const [take, addPoster, give] = mediaRoutes;
  const described = (route: MediaRoute): Json => ({
    operationId: route.id,
    summary: route.purpose,
    tags: ['media'],
    security: [{ bearer: [] }],
  });
  const refused = (route: MediaRoute): Json => refusalResponses([...route.refusals, ...commonRefusals], refusalSchema);
  const receiving = (route: MediaRoute, parameters: Json[]): Json => ({
    ...described(route),
    parameters,
    requestBody: { required: true, content: bytes },
    responses: {
      '200': { description: 'Kept.', content: json(components.add(uploaded, 'output')) },
      ...refused(route),
    },
  });
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const upload = receiving(take, queryOf(components.add(uploadFacts, 'output')));
  const read = {
    ...described(give),
    parameters: [
      id,
      { name: 'variant', in: 'path', required: true, schema: components.add(variant, 'output') },
      { name: 'range', in: 'header', schema: { type: 'string' } },
    ],
    responses: {
      '200': { description: 'All of it.', content: bytes },
      '206': { description: 'The range that was asked for.', content: bytes },
      '304': { description: 'What you have is still it.' },
      '416': { description: 'There is no such range.' },
      ...refused(give),
    },
  };
  return {
    [take.path]: { post: upload },
    [addPoster.path]: { post: receiving(addPoster, [id]) },
    [give.path]: { get: read },
  };
}

/** The fields of an object as parameters of an address. */
function queryOf(schema: unknown): Json[] {
  const { properties = {}, required = [] } = schema as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, field]) => ({
    ...{ name, in: 'query', schema: field },
    ...(required.includes(name) ? { required: true } : {}),
  }));
}
