import type { UserId } from '@parley/contract';
import { expect, test } from 'vitest';
import { createLocalBus } from './index.ts';

const [ana, bo] = ['1', '2'] as [UserId, UserId];

test('a frame reaches every listener of its person, in the order of publishing, and nobody else', async () => {
  const bus = createLocalBus();
  const heard: string[] = [];
  await bus.subscribe(ana, (frame) => heard.push(`phone ${frame}`));
  await bus.subscribe(ana, (frame) => heard.push(`laptop ${frame}`));
  await bus.subscribe(bo, (frame) => heard.push(`bo ${frame}`));
  bus.publish(ana, 'one');
  bus.publish(ana, 'two');
  bus.publish('3' as UserId, 'to nobody');
  expect(heard).toEqual(['phone one', 'laptop one', 'phone two', 'laptop two']);
});

test('who stopped listening hears nothing more, also when they stop twice or somebody comes after them', async () => {
  const bus = createLocalBus();
  const heard: string[] = [];
  const stopFirst = await bus.subscribe(ana, () => heard.push('first'));
  stopFirst();
  const stopSecond = await bus.subscribe(ana, () => heard.push('second'));
  stopFirst();
  bus.publish(ana, 'x');
  expect(heard).toEqual(['second']);
  stopSecond();
  bus.publish(ana, 'x');
  expect(heard).toEqual(['second']);
});

test('a listener may stop while it is being told', async () => {
  const bus = createLocalBus();
  const heard: string[] = [];
  const stop = await bus.subscribe(ana, () => {
    heard.push('once');
    stop();
  });
  await bus.subscribe(ana, () => heard.push('always'));
  bus.publish(ana, 'x');
  bus.publish(ana, 'x');
  expect(heard).toEqual(['once', 'always', 'always']);
});

test('a closed bus tells nobody', async () => {
  const bus = createLocalBus();
  const heard: string[] = [];
  await bus.subscribe(ana, (frame) => heard.push(frame));
  await bus.close();
  bus.publish(ana, 'x');
  expect(heard).toEqual([]);
});
