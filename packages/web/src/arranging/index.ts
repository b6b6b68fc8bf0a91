export {
  type Change,
  type Shown,
  shownWishes,
  showWishes,
  subscribeWishes,
  type Wish,
  type Wishes,
  withWish,
  withWishes,
} from './wishes.ts';
