export { settingsMethods } from './methods.ts';
export { type MessagesFrom, messagesFrom, type Settings, settings } from './shapes.ts';
