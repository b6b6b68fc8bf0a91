// Every component in every state, light and dark. A component is built here before it is wired.
import type { ReactNode } from 'react';
import { languageNames, languages } from '../i18n/index.ts';
import { DoorStates, SettingsStates } from './AccountStates.tsx';
import { AmendedStates } from './AmendedStates.tsx';
import { AppStates } from './AppStates.tsx';
import { ControlStates, PictureStates, SurfaceStates } from './BasicStates.tsx';
import { ConversationStates } from './ConversationStates.tsx';
import { DialogStates } from './DialogStates.tsx';
import styles from './GalleryPage.module.css';
import { InboxScenes, SwipeStates } from './InboxScenes.tsx';
import { InboxStates, SearchStates } from './InboxStates.tsx';
import { MediaStates } from './MediaStates.tsx';
import { MediaToolStates } from './MediaToolStates.tsx';
import { MessageStates } from './MessageStates.tsx';
import { PeopleStates } from './PeopleStates.tsx';
import { DoorListStates, ReachStates } from './ReachStates.tsx';
import { RequestStates } from './RequestStates.tsx';
import { RightToLeftStates } from './RightToLeftStates.tsx';
import { ScreenStates } from './ScreenStates.tsx';
import { WideTitles } from './Specimen.tsx';
import { wideTitles } from './screens.tsx';

export function GalleryPage() {
  return (
    <WideTitles value={wideTitles}>
      <main className={styles.page}>
        <h1>Gallery</h1>
        <nav className={styles.languages} aria-label="Language">
          {languages.map((language) => (
            // The page's own script reads it, so the page is loaded anew.
            <a key={language} href={`/gallery?lang=${language}`} lang={language}>
              {languageNames[language]}
            </a>
          ))}
        </nav>
        <Chapter title="Basics">
          <PictureStates />
          <ControlStates />
          <SurfaceStates />
        </Chapter>
        <Chapter title="Inbox">
          <InboxStates />
          <InboxScenes />
          <SearchStates />
          <SwipeStates />
        </Chapter>
        <Chapter title="Requests">
          <RequestStates />
        </Chapter>
        <Chapter title="Messages">
          <MessageStates />
          <AmendedStates />
          <MediaStates />
        </Chapter>
        <Chapter title="Conversation">
          <ConversationStates />
          <MediaToolStates />
        </Chapter>
        <Chapter title="From right to left">
          <RightToLeftStates />
        </Chapter>
        <Chapter title="People">
          <PeopleStates />
        </Chapter>
        <Chapter title="The way in">
          <DoorStates />
        </Chapter>
        <Chapter title="Settings">
          <SettingsStates />
        </Chapter>
        <Chapter title="Who can reach me">
          <ReachStates />
          <DoorListStates />
        </Chapter>
        <Chapter title="Dialogs">
          <DialogStates />
        </Chapter>
        <Chapter title="Every screen">
          <ScreenStates />
          <AppStates />
        </Chapter>
      </main>
    </WideTitles>
  );
}

function Chapter({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.chapter} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
