/** So many frames something may take to be drawn. */
const patienceFrames = 60;

/** Does something with what is drawn soon, once it is there and can be seen. */
export function whenThere(
  find: () => HTMLElement | null | undefined,
  act: (element: HTMLElement) => void,
  framesLeft = patienceFrames,
): void {
  requestAnimationFrame(() => {
    const element = find();
    if (element?.checkVisibility()) act(element);
    else if (framesLeft > 0) whenThere(find, act, framesLeft - 1);
  });
}
