#!/usr/bin/env node
'use strict';

const { load, describe } = require('./program');

load('lib/cli/main')
  .main(process.argv.slice(2))
  .then(
    // Not process.exit(): it would cut off what a pipe has not yet taken.
    (code) => void (process.exitCode = code),
    (error) => {
      process.stderr.write(`${describe(error)}\n`);
      process.exitCode = 1;
    },
  );
