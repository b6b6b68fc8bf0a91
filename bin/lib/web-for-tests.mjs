// Runs once before the browser tests and tells them where the built app is.
import { keepBuiltWeb } from './web.mjs';

export async function setup(project) {
  project.provide('webDir', await keepBuiltWeb(process.execPath));
}
