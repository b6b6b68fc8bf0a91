// What a file is likely to be, by its name: for its sign, and for the caution that it needs (MED-27).

export type FileType = 'text' | 'sheet' | 'picture' | 'sound' | 'film' | 'archive' | 'program' | 'other';

/** Only the last ending counts, as for the system that opens it. Documents with programs in them count as programs, pages as well. */
const endings: Record<Exclude<FileType, 'other'>, string> = {
  text: 'txt md rtf pdf doc docx odt pages tex epub',
  sheet: 'csv tsv xls xlsx ods numbers',
  picture: 'jpg jpeg png gif webp avif heic heif tif tiff bmp psd raw dng',
  sound: 'mp3 wav flac ogg oga opus m4a aac mid',
  film: 'mp4 mov mkv avi webm wmv m4v',
  archive: 'zip rar 7z tar gz tgz bz2 xz zst cab arj iso img dmg',
  program:
    'exe msi msix com scr bat cmd ps1 vbs vbe js mjs jse wsf hta lnk reg dll jar apk aab ipa app pkg deb rpm appimage run sh command ' +
    'py docm dotm xlsm xltm pptm ppam html htm xhtml svg url',
};
const typeOf = new Map(
  Object.entries(endings).flatMap(([type, names]) => names.split(' ').map((name) => [name, type as FileType])),
);

const endingOf = (name: string): string => /\.([^.\s]+)\s*$/u.exec(name)?.[1]?.toLowerCase() ?? '';

export const fileTypeOf = (name: string): FileType => typeOf.get(endingOf(name)) ?? 'other';

/** How much care a file of somebody who is no friend needs. */
export function cautionOf(name: string): 'plain' | 'strong' {
  const type = fileTypeOf(name);
  return type === 'archive' || type === 'program' ? 'strong' : 'plain';
}
