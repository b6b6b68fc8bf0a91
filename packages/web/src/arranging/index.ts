export {
  type Change,
  type OptimisticChange,
  type OptimisticChanges,
  optimisticChanges,
  type Shown,
  setOptimisticChanges,
  subscribeOptimisticChanges,
  withOptimisticChange,
  withOptimisticChanges,
} from './optimistic-changes.ts';
