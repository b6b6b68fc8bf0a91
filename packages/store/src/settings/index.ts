export { type AccountState, messagesFromCode, stateCode, toMessagesFrom, toState } from './codes.ts';
export { type SettingsPatch, type SettingsWriter, settingsWriter } from './settings-store.ts';
