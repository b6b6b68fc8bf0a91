// Each screen in the states that every screen has, drawn from the table in screens.tsx.
import { ConnectionBar } from '../app/ConnectionBar.tsx';
import { Specimen } from './Specimen.tsx';
import { drawnStates, screens } from './screens.tsx';

export function ScreenStates() {
  return screens.flatMap((screen) =>
    drawnStates(screen).map(({ title, world, state }) => (
      <Specimen
        key={title}
        title={title}
        isScreen
        wide={state === 'full' ? (screen.wide ?? 'page') : undefined}
        isLarge={state === 'largeText'}
        dir={state === 'rightToLeft' ? 'rtl' : undefined}
        {...world}
      >
        {state === 'offline' && <ConnectionBar />}
        {screen.page}
      </Specimen>
    )),
  );
}
