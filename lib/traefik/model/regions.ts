import type * as Regions from '../regions';

let loaded: typeof Regions | undefined;

/** Sets of requests. Loaded when two routes are held against each other; most programs have none that may meet. */
export function regions(): typeof Regions {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load them at once
    const room: typeof Regions = require('../regions');
    loaded = room;
  }
  return loaded;
}
