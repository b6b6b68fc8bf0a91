// A JSON Schema as a person would write the type down.

export type Schema = {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
};

/** One line where it is short, else one field a line. */
export function printSchema(schema: Schema, indent = ''): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => printSchema(choice, indent)).join(' | ');
  if (schema.type === 'array') return `${printItem(schema.items ?? {}, indent)}[]${bounds(schema)}`;
  if (schema.type === 'object') return printObject(schema, indent);
  return `${schema.format ?? schema.type ?? 'anything'}${bounds(schema)}`;
}

function printItem(schema: Schema, indent: string): string {
  const text = printSchema(schema, indent);
  return text.includes(' | ') ? `(${text})` : text;
}

function printObject(schema: Schema, indent: string): string {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return '{}';
  const lines = fields.map(([name, field]) => {
    const isOptional = !schema.required?.includes(name) || field.default !== undefined;
    const standard = field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`;
    return `${name}${isOptional ? '?' : ''}: ${printSchema(field, `${indent}  `)}${standard}`;
  });
  const short = `{ ${lines.join(', ')} }`;
  if (short.length + indent.length <= 100 && !short.includes('\n')) return short;
  return `{\n${lines.map((line) => `${indent}  ${line}`).join('\n')}\n${indent}}`;
}

const safeMax = Number.MAX_SAFE_INTEGER;

function bounds({ minimum, maximum, minLength, maxLength, minItems, maxItems }: Schema): string {
  const low = minimum ?? minLength ?? minItems;
  const high = maximum ?? maxLength ?? maxItems;
  const isAny = (low === undefined || low === -safeMax) && (high === undefined || high === safeMax);
  if (isAny) return '';
  if (high === undefined || high === safeMax) return ` (at least ${low})`;
  return low === undefined ? ` (at most ${high})` : ` (${low} to ${high})`;
}
