export { mayKnowPresence, mayKnowTyping, type PresenceFacts, presenceAt } from './presence.ts';
