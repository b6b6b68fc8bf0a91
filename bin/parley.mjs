#!/usr/bin/env node
// The `parley` command: makes sure that everything is there, then hands over to packages/cli.
import { runParley } from './lib/parley.mjs';

process.exitCode = await runParley(process.argv.slice(2));
