#!/usr/bin/env node
'use strict';

const { exit } = process;
const { host, leave, end, print } = require('./host.js');
const { load, describe } = require('./program.js');

// `cdk8s-traefik … | head` closes the pipe when it has enough; that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
    exit.call(process);
  });
}

const { main, processSurroundings } = load('lib/cli/main');
const done = main(process.argv.slice(2), {
  ...processSurroundings,
  out: (text) => print(0, text),
  err: (text) => print(1, text),
  host,
});
leave();
done.then(end, (error) => {
  print(1, `${describe(error)}\n`);
  end(1);
});
