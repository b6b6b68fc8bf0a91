export { settingsMethods } from './methods.ts';
export { messagesFrom, settings, type MessagesFrom, type Settings } from './shapes.ts';
