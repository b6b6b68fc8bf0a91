import { ImagePlus, MessageSquareOff } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DropZone.module.css';

/** Over the conversation while files are held above it: that they may be let go, or why not. */
export function DropZone({ name, reason }: { name: string; reason?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.zone} data-drop-zone="">
      <div className={styles.inside}>
        {reason ? <MessageSquareOff size={32} aria-hidden="true" /> : <ImagePlus size={32} aria-hidden="true" />}
        <p>{reason ?? t('media.drop', { name })}</p>
      </div>
    </div>
  );
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Let go elsewhere, a file would be opened in the place of the app, with all that is being written. */
function useNoOpening(): void {
  useEffect(() => {
    const stop = (event: globalThis.DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    window.addEventListener('dragover', stop);
    window.addEventListener('drop', stop);
    return () => {
      window.removeEventListener('dragover', stop);
      window.removeEventListener('drop', stop);
    };
  }, []);
}

/** Handlers for the element that takes files, and whether some are held above it. Undefined takes none. */
export function useDrop(onFiles: ((files: File[]) => void) | undefined) {
  const [isOver, setOver] = useState(false);
  // Each element within is entered before the one before is left.
  const depth = useRef(0);
  const end = () => {
    depth.current = 0;
    setOver(false);
  };
  useNoOpening();
  if (!onFiles) return { isOver: false, handlers: {} };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth.current += 1;
      setOver(true);
    },
    onDragLeave: () => {
      depth.current -= 1;
      if (depth.current <= 0) end();
    },
    onDragOver: (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      end();
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { isOver, handlers };
}
