const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const base = require('./jest.config.js');

process.env.TEST_DEPTH = 'full';

const folder = join(__dirname, 'test');
const asksForDepth = (file) =>
  /from '(?:\.\.?\/)+support\/depth'/.test(readFileSync(join(folder, file), 'utf8'));

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  // The suites that try fewer samples in `npm test`, by what they import.
  testMatch: readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts') && asksForDepth(file))
    .map((file) => `<rootDir>/test/${file.replaceAll('\\', '/')}`),
};
