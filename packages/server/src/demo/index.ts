export { demoHandlers } from './demo-handlers.ts';
export { seedDemoWorld } from './seed-demo-world.ts';
