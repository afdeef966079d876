const base = require('./jest.config.js');

// Only on demand, and never in silence: a run that skips has shown nothing.
const skipped = process.env.REAL_PARTS === 'skip';
if (skipped) console.error('REAL_PARTS=skip: the suites against the real programs are SKIPPED, not passed.');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/real'],
  testPathIgnorePatterns: skipped ? ['/'] : ['/node_modules/', '/fixtures/'],
  passWithNoTests: skipped,
  ...(!skipped && {
    globalSetup: '<rootDir>/test/real/setup/start.ts',
    globalTeardown: '<rootDir>/test/real/setup/finish.ts',
    testEnvironment: '<rootDir>/test/real/setup/environment.ts',
  }),
  testSequencer: '<rootDir>/test/real/setup/sequencer.js',
  testTimeout: 60_000,
  // More than there are cores on a small machine: a suite waits half of its time for the programs it has started.
  maxWorkers: 4,
};
