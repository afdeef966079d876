/** The packed tarball in foreign projects: slow, so apart from `npm test`. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/package'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/package/setup.ts',
  globalTeardown: '<rootDir>/test/package/teardown.ts',
  // Installs from the registry and compiles, perhaps on a machine that is busy: far more than it ever took.
  testTimeout: 600_000,
  maxWorkers: 2,
};
