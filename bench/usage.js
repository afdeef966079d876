'use strict';

/* Loaded into a process that is measured (`node --require`): leaves the CPU time that it took in the file of BENCH_USAGE. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_USAGE, String((user + system) / 1000));
});
