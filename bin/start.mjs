// `npm start`: one command from a clone to a running server.
import { runParley } from './lib/parley.mjs';

process.exitCode = await runParley(['start', ...process.argv.slice(2)]);
