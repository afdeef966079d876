export { alwaysTrue } from './always-true';
export { emptyQueryValue } from './empty-query-value';
export { hostAsHeader } from './host-as-header';
export { impossibleHost } from './impossible-host';
export { looseRegexp } from './loose-regexp';
export { literalIngressPath, literalStar } from './literal-pattern';
export { loosePrefix } from './loose-prefix';
export { oneLabelWildcard } from './one-label-wildcard';
export { upperCaseRegexp } from './upper-case-regexp';
