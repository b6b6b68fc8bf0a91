/** A photo of four pixels, so that this package needs no library to draw one. */
export const tinyPhoto = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    atob(
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWMwTjtjnHaGAUIBACS2BZUFBQd/AAAAAElFTkSuQmCC',
    ),
    (sign) => sign.charCodeAt(0),
  );
