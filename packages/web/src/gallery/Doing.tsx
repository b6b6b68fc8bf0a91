import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Specimen.module.css';

/** On the first that the selector finds. */
export type Step = { press: string } | { focus: string } | { type: string; into: string };

/** A state that one comes to by doing something: it is done here, step by step, as soon as there is what it is done to. */
export function Doing({ steps, children }: { steps: readonly Step[]; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let at = 0;
    let frame = 0;
    const go = () => {
      const step = steps[at];
      if (!step || !ref.current) return;
      if (take(step, ref.current)) at += 1;
      frame = requestAnimationFrame(go);
    };
    go();
    return () => cancelAnimationFrame(frame);
  }, [steps]);
  return (
    <div ref={ref} className={styles.doing}>
      {children}
    </div>
  );
}

function take(step: Step, root: HTMLElement): boolean {
  const find = (selector: string) => root.querySelector<HTMLElement>(selector);
  if ('press' in step) {
    const target = find(step.press);
    target?.click();
    return target !== null;
  }
  const field = find('into' in step ? step.into : step.focus);
  // Of all specimens one alone could have the focus.
  field?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  if ('type' in step && field) {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
    set?.call(field, step.type);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  return field !== null;
}
