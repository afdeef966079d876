import type * as Re2 from 're2js';

let loaded: typeof Re2 | undefined;

/** Go's RE2. Loaded when the first regular expression is met: it is large, and most programs have none. */
export function re2(): typeof Re2 {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
    const library: typeof Re2 = require('re2js');
    loaded = library;
  }
  return loaded;
}
