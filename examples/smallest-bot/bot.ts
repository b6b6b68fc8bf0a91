// Says hello to everybody who writes. What is unread says what is left to do, so nothing is lost while the bot is away.
import { createClient } from '@parley/sdk';

const { PARLEY_URL: url = '', PARLEY_HANDLE: handle = '', PARLEY_PASSWORD: password = '' } = process.env;

const guest = createClient({ url });
const { token } = await guest.call('accounts.signIn', { handle, password, session: 'token', device: 'smallest bot' });
if (token === undefined) throw new Error('the server gave no token');

const client = createClient({ url, token });
client.subscribe(() => {
  if (client.connection.status === 'stopped') throw new Error(`the server sent us away (${client.connection.code})`);
  const inbox = client.inbox.state;
  for (const { id, lastMessage, unreadCount } of inbox.status === 'ready' ? inbox.conversations : []) {
    if (unreadCount === 0 || lastMessage === undefined || lastMessage.senderId === client.me) continue;
    const conversation = client.conversation({ conversationId: id });
    // The id names what is answered: however often this runs, there is one answer.
    conversation.send('hello', { clientMessageId: `hello-${lastMessage.seq}` });
    conversation.markRead(lastMessage.seq);
  }
});
client.connect();
