const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/real'],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/'],
  globalSetup: '<rootDir>/test/real/setup/start.ts',
  globalTeardown: '<rootDir>/test/real/setup/finish.ts',
  testEnvironment: '<rootDir>/test/real/setup/environment.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
};
