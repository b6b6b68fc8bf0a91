export { markStore, type Mark, type MarkMoved, type MarkStore } from './marks-store.ts';
