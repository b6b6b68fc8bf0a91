import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseEntities } from './entities.ts';
import suite from './fixtures/twitter-text.json' with { type: 'json' };
import { findLinks, linkLengthMax } from './links.ts';

function linksIn(text: string): string[] {
  return parseEntities(text).flatMap((entity) =>
    entity.kind === 'link' ? [text.slice(entity.start, entity.end)] : [],
  );
}

const urlOf = (text: string): string | undefined => findLinks(text, 1)[0]?.url;

const tco = 'rules of one shortening service';
type Case = { name: string; text: string; expected: { found: string; start?: number; end?: number }[] };

/** Where we decide otherwise than the twitter-text suite, and why. */
const differing: Readonly<Record<string, string>> = {
  'Extract a t.co URL with a trailing apostrophe': tco,
  'Extract a t.co URL with a trailing hyphen': tco,
  'DO NOT extract URLs with > 40 characters in a t.co slug': tco,
  'Extract t.co URLs skipping trailing characters and adjusting indices correctly': tco,
  'Extract domain followed by Japanese characters':
    'a bare host has no letters of scripts that run on, since the text around it may; with a scheme it has',
};

const cases: readonly Case[] = [
  ...suite.urls,
  ...suite.urls_with_indices,
  ...suite.urls_with_directional_markers,
  ...suite.tco_urls_with_params,
];

test.each(cases.filter(({ name }) => !(name in differing)))(
  'MSG-5 links as in twitter-text: $name',
  ({ text, expected }) => {
    const links = parseEntities(text).filter(({ kind }) => kind === 'link');
    expect(links.map(({ start, end }) => text.slice(start, end))).toEqual(expected.map(({ found }) => found));
    for (const [index, at] of expected.entries()) {
      if (at.start !== undefined) expect(links[index]).toMatchObject({ start: at.start, end: at.end });
    }
  },
);

test('MSG-5 the listed differences from twitter-text are real ones', () => {
  for (const { name, text, expected } of cases) {
    if (name in differing) expect(linksIn(text), name).not.toEqual(expected.map(({ found }) => found));
  }
  expect(cases.filter(({ name }) => name in differing)).toHaveLength(Object.keys(differing).length);
});

test.each([
  ['example.com', 'https://example.com/'],
  ['http://example.com', 'http://example.com/'],
  ['HTTPS://EXAMPLE.com:443/A?b#c', 'https://example.com/A?b#c'],
  ['http://example.com:8080/a', 'http://example.com:8080/a'],
  ['президент.рф', 'https://xn--d1abbgf6aiiy.xn--p1ai/'],
  ['http://例え.中国/', 'http://xn--r8jz45g.xn--fiqs8s/'],
  ['аpple.com', 'https://xn--pple-43d.com/'],
  ['http://ｅｘａｍｐｌｅ.ｃｏｍ', 'http://example.com/'],
  ['http://192.168.1.1:8080/', 'http://192.168.1.1:8080/'],
  ['example.com/a b', 'https://example.com/a'],
  ['https://example.com/wiki/Ünïted_(a_(b))', 'https://example.com/wiki/%C3%9Cn%C3%AFted_(a_(b))'],
])('MSG-5 the address of %s is written in full', (text, url) => {
  expect(urlOf(text)).toBe(url);
});

test.each([
  ['a script', 'javascript:alert(1)'],
  ['a script behind a host', 'javascript://example.com/%0aalert(1)'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['a file', 'file:///etc/passwd'],
  ['another scheme', 'ftp://example.com/ mailto:a@example.com'],
  ['an e-mail address', 'write to first.last+tag@example.com or a@b.co'],
  ['a host that is only a user name', 'https://google.com@evil.com'],
  ['a host that is only a user name with a password', 'http://google.com:pass@evil.com google.com:80@evil.com'],
  ['a host split by a zero-width space', 'goo\u200bgle.com'],
  ['a host without a known ending', 'http://localhost:3000 http://intranet/ foo.invalidtld http://foo.comx'],
  ['a host that goes on', 'http://example.com.invalidtld http://a\u2010example.com http://a!example.com'],
  ['a scheme inside of a word', 'xhttps://example.com'],
  ['an address that is none', 'http://256.1.1.1 http://1.2.3'],
  ['numbers and versions', '4.4.4.4 v1.2.3 3.14'],
  ['files', 'README.md main.rs archive.zip setup.py'],
  ['two sentences', 'I like you.Me too. OK.So what'],
  ['a cashtag and a hashtag', '$TVI.CA #example.com'],
  ['an address that is too long', `example.com/${'a'.repeat(linkLengthMax)}`],
  ['an address that is too long for its brackets to be looked at', `example.com/a(${'b'.repeat(linkLengthMax)}(`],
  ['an address that becomes too long', `example.com/${'я'.repeat(linkLengthMax / 2)}`],
  ['a label of 64', `${'a'.repeat(64)}.com`],
  ['too many labels', `${'a.'.repeat(130)}com`],
])('MSG-5 %s is no link', (_, text) => {
  expect(linksIn(text)).toEqual([]);
});

test.each([
  ['see (example.com).', ['example.com']],
  ['**https://example.com/a** ~example.org~', ['https://example.com/a', 'example.org']],
  ['“example.com/a”, «example.org»', ['example.com/a', 'example.org']],
  ['[a](https://example.com/a)', ['https://example.com/a']],
  ['https://example.com/a[0]=(1', ['https://example.com/a[0]=']],
  ['www.README.md docs.rs/serde', ['www.README.md', 'docs.rs/serde']],
  ['http://example.com/\u202c\u2069', ['http://example.com/']],
  ['👉example.com👈', ['example.com']],
  ['example.com:80px', ['example.com']],
  ['end.http://example.com', ['http://example.com']],
  ['見てhttps://example.com/aです', ['https://example.com/a']],
  ['example.com에서 ดูexample.orgครับ', ['example.com', 'example.org']],
  ['http://bad_.com/x http://example.com', ['http://example.com']],
])('MSG-5 in "%s" the links are %j', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

/** Lines of linkify-it's own tests that we decide otherwise, by why. */
const otherwise: readonly (readonly [reason: string, line: RegExp])[] = [
  ['a name before an @ hides where a link leads', /^http:\/\/user/],
  ['e-mail addresses are no links', /^[^/]*\w@\w/],
  ['a host needs a known ending', /^http:\/\/(999|host-name)/],
  ['a link has a scheme of its own or none', /^(My ssl )?\/\//],
  ['a bare number with dots is rather a version', /^4\.4\.4\.4$/],
  ['quotation marks end a link', /blah_blah_["']/],
  ['scripts that run on end a path; symbols are no bare hosts', /䨹$/],
];
const linkify = `${process.env.PARLEY_TEST_DATA}/rows/linkify-links.txt`;

describe.skipIf(!existsSync(linkify))('with the lines of linkify-it', () => {
  const lines = existsSync(linkify) ? readFileSync(linkify, 'utf8').split(/\r?\n/) : [];
  const blocks = lines
    .map((line) => line.replace(/(^| +)%.*$/, ''))
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => block.split('\n').filter((line) => line !== ''));

  test('MSG-5 links are found as there, but for the listed reasons', () => {
    for (const [text, link] of blocks) {
      if (text === undefined) continue;
      const isOtherwise = otherwise.some(([, line]) => line.test(text));
      if (isOtherwise) expect(linksIn(text), text).not.toEqual([link ?? text]);
      else expect(linksIn(text), text).toEqual([link ?? text]);
    }
    expect(blocks.length).toBeGreaterThan(60);
  });
});
