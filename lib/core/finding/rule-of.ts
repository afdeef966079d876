import type * as Catalogue from './catalogue';
import type { Rule, RuleId } from './catalogue';

let loaded: typeof Catalogue | undefined;

/** A rule by its id. The catalogue is many texts, and loaded when the first finding is met; good programs have none. */
export function ruleOf(id: RuleId): Rule {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
    const catalogue: typeof Catalogue = require('./catalogue');
    loaded = catalogue;
  }
  return loaded.catalogue[id];
}
