#!/usr/bin/env node
'use strict';

const { load, describe } = require('./program.js');

// `cdk8s-traefik … | head` closes the pipe when it has enough; that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

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
