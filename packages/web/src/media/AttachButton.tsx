import { FileText, Image, Paperclip } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuButton } from '../ui/MenuButton.tsx';
import { mediaAccept } from './pick.ts';

type Props = { onPick: (files: File[], as: 'media' | 'file') => void };

/** What one may attach, and the browser's own choosers for it. */
export function AttachButton({ onPick }: Props) {
  const { t } = useTranslation();
  const media = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const take = (as: 'media' | 'file') => (event: ChangeEvent<HTMLInputElement>) => {
    onPick([...(event.target.files ?? [])], as);
    // The same file again is a choice again.
    event.target.value = '';
  };
  const items = [
    { id: 'media', label: t('media.attachMedia'), icon: <Image size={18} />, onChoose: () => media.current?.click() },
    { id: 'file', label: t('media.attachFile'), icon: <FileText size={18} />, onChoose: () => file.current?.click() },
  ];
  return (
    <>
      <MenuButton label={t('media.attach')} items={items} icon={<Paperclip size={22} />} />
      <input ref={media} type="file" hidden multiple accept={mediaAccept} onChange={take('media')} />
      <input ref={file} type="file" hidden multiple onChange={take('file')} />
    </>
  );
}
