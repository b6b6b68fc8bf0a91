import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './Section.module.css';

/** Some settings that belong together, on one card. */
export function Section({ title, note, children }: { title?: string; note?: string; children?: ReactNode }) {
  return (
    <section className={styles.section}>
      {title && <h2 className={styles.title}>{title}</h2>}
      {children !== undefined && <div className={styles.card}>{children}</div>}
      {note && <p className={styles.note}>{note}</p>}
    </section>
  );
}

type RowProps = { icon?: ReactNode; label: string; value?: string | undefined };

/** A row that leads to another page. */
export function LinkRow({ href, icon, label, value }: RowProps & { href: string }) {
  return (
    <Link href={href} className={styles.row}>
      {icon}
      <span className={styles.words}>
        <span className={styles.label}>{label}</span>
        {value && <span className={styles.value}>{value}</span>}
      </span>
      <ChevronRight size={18} data-mirrors="" aria-hidden="true" />
    </Link>
  );
}

/** A row that does something. */
export function ActionRow({
  icon,
  label,
  isDanger = false,
  onChoose,
}: RowProps & { isDanger?: boolean; onChoose: () => void }) {
  return (
    <button type="button" className={styles.row} data-danger={isDanger || undefined} onClick={onChoose}>
      {icon}
      <span className={styles.label}>{label}</span>
    </button>
  );
}
