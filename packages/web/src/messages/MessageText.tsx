import type { Content } from '@parley/contract';
import { Link } from 'wouter';
import { Marked } from '../ui/Marked.tsx';
import { type Match, markedParts } from '../ui/marked-parts.ts';
import styles from './MessageText.module.css';
import { type TextPart, toTextParts } from './text-parts.ts';

/** A text with its links and mentions. Always text nodes: nothing that somebody wrote is ever read as markup (MSG-5). */
export function MessageText({ content, matches }: { content: Content; matches?: readonly Match[] | undefined }) {
  const said = ({ text, start }: TextPart) =>
    matches ? <Marked parts={markedParts(content.text, matches, { start, end: start + text.length })} /> : text;
  return (
    <span className={styles.text} dir="auto">
      {toTextParts(content).map((part) => {
        if (part.kind === 'link') {
          return (
            <a
              key={part.start}
              dir="ltr"
              className={styles.link}
              href={part.url}
              target="_blank"
              rel="noopener noreferrer nofollow"
            >
              {said(part)}
            </a>
          );
        }
        if (part.kind === 'mention') {
          return (
            <Link key={part.start} dir="ltr" className={styles.mention} href={`/u/${encodeURIComponent(part.handle)}`}>
              {said(part)}
            </Link>
          );
        }
        return <span key={part.start}>{said(part)}</span>;
      })}
    </span>
  );
}
