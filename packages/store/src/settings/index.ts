export { messagesFromCode, stateCode, toMessagesFrom, toState, type AccountState } from './codes.ts';
export { settingsWriter, type SettingsPatch, type SettingsWriter } from './settings-store.ts';
