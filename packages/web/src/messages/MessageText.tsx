import type { Content } from '@parley/contract';
import { Link } from 'wouter';
import styles from './MessageText.module.css';
import { toTextParts } from './text-parts.ts';

/** A text with its links and mentions. Always text nodes: nothing that somebody wrote is ever read as markup (MSG-5). */
export function MessageText({ content }: { content: Content }) {
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
              {part.text}
            </a>
          );
        }
        if (part.kind === 'mention') {
          return (
            <Link key={part.start} dir="ltr" className={styles.mention} href={`/u/${encodeURIComponent(part.handle)}`}>
              {part.text}
            </Link>
          );
        }
        return <span key={part.start}>{part.text}</span>;
      })}
    </span>
  );
}
