export { type Mark, type MarkMoved, type MarkStore, markStore } from './marks-store.ts';
