import type * as Catalogue from './catalogue';
import type { Rule, RuleId } from './catalogue';

let loaded: Readonly<Record<RuleId, Rule>> | undefined;

/** The catalogue is many texts, and loaded when the first finding is met; good programs have none. */
function rules(): Readonly<Record<RuleId, Rule>> {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
    const catalogue: typeof Catalogue = require('./catalogue');
    loaded = catalogue.catalogue;
  }
  return loaded;
}

/** A rule by its id. */
export function ruleOf(id: RuleId): Rule {
  return rules()[id];
}

/** The rules that a user calls by this number or id, none where there is no such rule. */
export function rulesNamed(name: string): readonly RuleId[] {
  const all = rules();
  const isId = (text: string): text is RuleId => Object.hasOwn(all, text);
  const code = name.toUpperCase();
  return Object.keys(all)
    .filter(isId)
    .filter((id) => id === name || all[id].code === code);
}

/** All numbers and ids by which rules are called. */
export function ruleNames(): readonly string[] {
  const all = rules();
  return [...new Set(Object.values(all).map(({ code }) => code)), ...Object.keys(all)];
}
