'use strict';

const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take longest, the longest first; a fresh clone has no times of an earlier run. */
const longest = [
  'differential/differential',
  'muxer/muxer',
  'ingressnginx/differential',
  'gateway/differential',
  'map/map',
  'release/strategies',
  'compose/compose',
  'gateway/fixtures',
  'core-kinds',
  'init-check',
  'lint/rows',
  'diff',
  'box',
].map((name) => `/test/real/${name}.test.ts`);

/** Starts what takes longest first, so that no worker is left with it when the others have nothing to do any more. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(
      tests.map((test) => [test, longest.findIndex((ending) => test.path.endsWith(ending))]),
    );
    const [long, others] = [true, false].map((isLong) =>
      tests.filter((test) => places.get(test) >= 0 === isLong),
    );
    return [...long.toSorted((a, b) => places.get(a) - places.get(b)), ...super.sort(others)];
  }
};
