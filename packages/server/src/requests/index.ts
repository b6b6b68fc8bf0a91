export { expireFiltered } from './expire.ts';
export { filterWordsHandlers } from './filter-words-handlers.ts';
export { letInIfOpen, type RequestsDeps } from './let-in.ts';
export { requestsHandlers } from './requests-handlers.ts';
