import { describe, expect, test } from 'vitest';
import { type Expected, predict } from './expected-answers.ts';
import { type Facts, noFacts, type Setting } from './facts.ts';

const setting = (messagesFrom: Setting['messagesFrom'], othersMayRequest = false): Setting => ({
  messagesFrom,
  othersMayRequest,
});
const people: readonly (readonly [string, Setting])[] = [
  ['open', setting('everyone')],
  ['ada', setting('friends')],
  ['bo', setting('friends')],
  ['askable', setting('friends', true)],
  ['picky', setting('specific_people')],
  ['shut', setting('no_one')],
];

type Step = readonly [from: string, to: string, text?: string];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What each of these sends, one after another, should be answered, and where it arrives. Answers are as expected. */
class Story {
  readonly facts: Facts = noFacts();
  nowMs = Date.parse('2026-01-01T00:00:00Z');

  constructor(follows: readonly string[] = []) {
    for (const [id, own] of people) this.facts.people.set(id, own);
    for (const follow of follows) this.facts.follows.add(follow);
  }

  send(...steps: readonly Step[]): this {
    for (const [senderId, recipientId, text = 'hi'] of steps) {
      this.facts.people.set(recipientId, this.facts.people.get(recipientId) ?? setting('everyone'));
      this.facts.attempts.push({ id: `${this.#count}`, senderId, recipientId, text, atMs: this.nowMs });
    }
    return this;
  }

  wait(ms: number): this {
    this.nowMs += ms;
    return this;
  }

  accept(by: string, otherId: string): this {
    this.facts.accepts.push({ by, otherId, answer: 'done', after: this.#count });
    return this;
  }

  look(by: string, otherId: string): this {
    this.facts.looks.push({ by, otherId, atMs: this.nowMs, after: this.#count });
    return this;
  }

  get #count(): number {
    return this.facts.attempts.length;
  }

  end() {
    this.facts.endMs = this.nowMs;
    const predicted = predict(this.facts);
    const shown = [...predicted.sends.values()].map(({ answers: [first], place }) => place ?? first);
    return { ...predicted, shown };
  }
}

const shownOf = (sends: readonly Step[], follows: readonly string[] = []) =>
  new Story(follows).send(...sends).end().shown;
const toNewPeople = (from: string, count: number, first = 0): Step[] =>
  Array.from({ length: count }, (_, index) => [from, `somebody ${first + index}`]);
const many = (count: number, what: Expected | 'requests'): string[] => Array.from({ length: count }, () => what);

describe('doors', () => {
  test('ADM-3 on Friends, both have to follow', () => {
    expect(shownOf([['ada', 'bo']], ['ada bo'])).toEqual(['only_friends']);
    expect(shownOf([['ada', 'bo']], ['ada bo', 'bo ada'])).toEqual(['inbox']);
    expect(shownOf([['ada', 'askable']], ['ada askable'])).toEqual(['requests']);
    expect(shownOf([['ada', 'picky']], ['ada picky', 'picky ada'])).toEqual(['only_chosen']);
  });

  test('ADM-3 on Everyone, friends and followed people go to the inbox, followers and strangers to requests', () => {
    expect(shownOf([['ada', 'open']], ['ada open', 'open ada'])).toEqual(['inbox']);
    expect(shownOf([['ada', 'open']], ['open ada'])).toEqual(['inbox']);
    expect(shownOf([['ada', 'open']], ['ada open'])).toEqual(['requests']);
    expect(shownOf([['ada', 'open']])).toEqual(['requests']);
  });

  test('ADM-4 whoever wrote may be answered, but not by having tried', () => {
    const sends: Step[] = [
      ['open', 'ada'],
      ['ada', 'open'],
      ['open', 'ada'],
      ['ada', 'open'],
    ];
    expect(shownOf(sends)).toEqual(['only_friends', 'requests', 'inbox', 'inbox']);
  });

  test('REQ-4 an answer and the button let a request in', () => {
    const byAnswer = new Story().send(['ada', 'open'], ['open', 'ada'], ['ada', 'open']).end();
    expect(byAnswer.shown).toEqual(['requests', 'inbox', 'inbox']);
    expect(byAnswer.letIn.get('open ada')).toEqual({ by: 'answer', attemptId: '1' });
    const byButton = new Story().send(['ada', 'open']).accept('open', 'ada').send(['ada', 'open']).end();
    expect(byButton.shown).toEqual(['requests', 'inbox']);
    expect([...byButton.waiting]).toEqual([]);
    expect(new Story().accept('open', 'ada').end().accepts).toEqual(['not_found']);
  });

  test('ADM-3 No one stops messages both ways, and the own setting is told first', () => {
    const sends: Step[] = [
      ['open', 'shut'],
      ['shut', 'open'],
      ['shut', 'shut'],
    ];
    expect(shownOf(sends)).toEqual(['no_messages', 'messages_off', 'recipient_is_self']);
  });

  test('MSG-4 what cannot be stored is refused, whoever it is for', () => {
    const sends: Step[] = [
      ['shut', 'open', 'a\u0003b'],
      ['ada', 'open', ' \n '],
      ['ada', 'open', 'a\n\tb'],
    ];
    expect(shownOf(sends)).toEqual(['invalid_input', 'invalid_input', 'requests']);
  });

  test("REQ-7 a stranger's link is filtered for 30 days, and what follows it with it", () => {
    const story = new Story().send(['ada', 'open', 'see example.com'], ['ada', 'open']).wait(30 * dayMs);
    const expired = story.end();
    expect(expired.shown).toEqual(['filtered', 'filtered']);
    expect([...expired.waiting.values()]).toEqual(['expired']);
    expect(story.send(['ada', 'open']).end().shown.at(-1)).toBe('requests');
  });
});

describe('limits', () => {
  test('REQ-2 three messages in 30 days to somebody who has not accepted, and any number after', () => {
    const four = new Story().send(['ada', 'open'], ['ada', 'open'], ['ada', 'open'], ['ada', 'open']);
    expect(four.end().shown).toEqual([...many(3, 'requests'), 'request_limit']);
    expect(
      four
        .wait(30 * dayMs)
        .send(['ada', 'open'])
        .end()
        .shown.at(-1),
    ).toBe('requests');
    expect(four.accept('open', 'ada').send(['ada', 'open']).end().shown.at(-1)).toBe('inbox');
  });

  test('LIM-1 twenty new people a day, and again a day later; who wrote first is not new', () => {
    const story = new Story().send(['open', 'bo'], ['bo', 'open'], ...toNewPeople('ada', 21));
    expect(story.end().shown.slice(-2)).toEqual(['requests', 'new_people_limit']);
    story.send(['bo', 'somebody 0'], ['somebody 30', 'ada']).wait(dayMs).send(['ada', 'somebody 40']);
    expect(story.end().shown.at(-1)).toBe('requests');
  });

  test('ADM-6 sixty new people looked up an hour, refused ones and those only looked at too', () => {
    const story = new Story();
    for (let index = 0; index < 60; index += 1) story.facts.people.set(`somebody ${index}`, setting('friends'));
    story.look('ada', 'open').wait(1);
    for (const step of toNewPeople('ada', 60)) story.send(step).wait(1);
    expect(story.end().shown.slice(-2)).toEqual(['only_friends', 'lookup_limit']);
    expect(story.send(['ada', 'somebody 3']).end().shown.at(-1)).toBe('only_friends');
    expect(story.wait(hourMs).send(['ada', 'open']).end().shown.at(-1)).toBe('requests');
  });

  test('LIM-1 five hundred messages a day, refused ones too', () => {
    const story = new Story(['ada bo', 'bo ada']).send(['ada', 'open'], ...Array<Step>(500).fill(['ada', 'bo']));
    expect(story.end().shown.slice(-2)).toEqual(['inbox', 'message_limit']);
  });

  test('LIM-1 more than fifty attempts beyond a limit keep from new people for a day, and from no friend', () => {
    const story = new Story(['ada bo', 'bo ada']).send(...toNewPeople('ada', 72), ['ada', 'bo']);
    expect(story.end().shown.slice(-3)).toEqual(['new_people_limit', 'restricted', 'inbox']);
  });

  test('LIM-1 what went out twice may count twice, and once a restriction was told, it stands', () => {
    const story = new Story().send(...toNewPeople('ada', 71));
    story.facts.tries.set('40', 3);
    expect(story.end().sends.get('68')?.answers).toEqual(['new_people_limit']);
    expect(story.end().sends.get('69')?.answers).toEqual(['restricted', 'new_people_limit']);
    story.facts.answers.push({ id: '69', kind: 'refused', code: 'restricted' });
    expect(story.end().sends.get('70')?.answers).toEqual(['restricted']);
  });

  test('at the very edge of a window either answer is right, and what really came is what went on', () => {
    const story = new Story().send(['ada', 'open'], ['ada', 'open'], ['ada', 'open']).wait(30 * dayMs - 500);
    story.send(['ada', 'open']);
    story.facts.heard.set('3', { atMs: story.nowMs + 1_000, after: 4 });
    expect(story.end().sends.get('3')?.answers).toEqual(['acked', 'request_limit']);
    story.facts.answers.push({ id: '3', kind: 'refused', code: 'request_limit' });
    expect(story.wait(600).send(['ada', 'open']).end().shown.at(-1)).toBe('requests');
  });
});
