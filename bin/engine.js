'use strict';

/*
 * What V8 is told in processes that are this package's own: its commands, and its launcher of programs. They end within
 * seconds, and V8 optimizes what runs often as if it were to run for hours: for 10,000 objects, a fifth of the clock's
 * time, and a third of the processor's, went into code that was optimized too early or never paid. So code has to run more
 * often before. Processes of others, which import this package, are theirs and stay as they are.
 */

/** By Node's release, where it was measured: the flag, and how it is set by default and here. */
const flags = new Map([
  ['20', { name: '--interrupt-budget', usual: 67_584, ours: 500_000 }],
  ['22', { name: '--invocation-count-for-turbofan', usual: 3_000, ours: 20_000 }],
]);

const flag = flags.get(process.versions.node.split('.')[0]);

/** Sets the flag; there once it has been changed: a process of others does not load what it takes. */
let set;

/** Lets code of this process run for longer before V8 optimizes it. */
function optimizeLater() {
  if (!flag || set) return;
  const { setFlagsFromString } = require('node:v8');
  set = (value) => setFlagsFromString(`${flag.name}=${value}`);
  set(flag.ours);
}

/** Does something as in any process: V8 takes what it has compiled from processes of the same flags alone. */
function asUsual(action) {
  if (!set) return action();
  set(flag.usual);
  try {
    return action();
  } finally {
    set(flag.ours);
  }
}

module.exports = { optimizeLater, asUsual };
