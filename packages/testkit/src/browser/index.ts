// A browser for whatever needs a real one.
export { findBrowser, isProgram } from './find-browser.ts';
