const globals =
  'Array BigInt Boolean Buffer Date Error JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol WeakMap WeakSet process';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/worker/environment.ts',
  runtime: '<rootDir>/test/support/worker/runtime.js',
  // Each look at the global object of a suite goes through V8's interceptors; handed to modules, these are as fast as anywhere.
  sandboxInjectedGlobals: globals.split(' '),
  // Suites share modules: what one spies on is as it was for the next.
  restoreMocks: true,
  // jest leaves one core idle unless told otherwise, which is half of a small machine.
  maxWorkers: '100%',
  globalSetup: '<rootDir>/test/support/setup.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/real/', '<rootDir>/test/package/', '/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};
