// What an answer may be, whatever was asked.
import { commonRefusals, type Method, type RefusalCode, refusal as refusalSchema } from '@parley/contract';

/** What is wrong with a refusal, in words: each is one that the contract announces, and what is wrong with input is said of a field. */
export function improperRefusal(method: Method, refusal: unknown): string | undefined {
  const { data } = refusalSchema.safeParse(refusal);
  if (!data) return `refused with what is no refusal: ${JSON.stringify(refusal)?.slice(0, 200)}`;
  const announced: readonly RefusalCode[] = [...method.refusals, ...commonRefusals];
  if (data.code === 'server_error' || !announced.includes(data.code))
    return `refused with ${data.code}, which is not announced`;
  if (data.code === 'invalid_input' && !data.field) return 'called the input wrong without naming a field';
  return undefined;
}

/** What is wrong with an output. */
export function improperOutput(method: Method, output: unknown): string | undefined {
  const { error } = method.output.safeParse(output);
  return error && `answered what it does not announce: ${error.message.slice(0, 200)}`;
}
