import 'i18next';
import type { RefusalCode } from '@parley/contract';
import type en from './en.json';
import type later from './en.later.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof later; refusals: Record<RefusalCode, string> };
  }
}
