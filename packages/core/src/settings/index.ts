export { initialMessagesFrom, settingsChoices } from './choices.ts';
