export { mayKnowPresence, mayKnowTyping, presenceAt, type PresenceFacts } from './presence.ts';
